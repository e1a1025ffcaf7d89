"use client"

import type { ReactNode } from "react"

type TickProps = { name: string; label: ReactNode; hint?: ReactNode; checked: boolean }

/** A checkbox that is sent as true or false. */
export function Tick({ name, label, hint, checked }: TickProps) {
  return (
    <label className="flex cursor-pointer gap-3">
      <input type="hidden" name={name} value="false" />
      <input type="checkbox" name={name} value="true" defaultChecked={checked} className={box} />
      <span className="grid gap-0.5">
        <span className="font-medium">{label}</span>
        {hint && <span className="text-sm text-muted">{hint}</span>}
      </span>
    </label>
  )
}

type TicksProps = {
  /** ID of the first checkbox; an error summary leads there. */
  id?: string
  name: string
  label: string
  choices: readonly { value: string; label: string }[]
  checked: (value: string) => boolean
  error?: string | undefined
}

/** Checkboxes of one name. */
export function Ticks({ id, name, label, choices, checked, error }: TicksProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {/* The first input of this name: live validation uses this one. */}
      <input type="hidden" name={name} value="" />
      {choices.map((choice, i) => (
        <label key={choice.value} className="flex cursor-pointer gap-3">
          <input
            id={i === 0 ? id : undefined}
            type="checkbox"
            name={name}
            value={choice.value}
            aria-describedby={error && id ? `${id}-error` : undefined}
            aria-invalid={(error && i === 0) || undefined}
            defaultChecked={checked(choice.value)}
            className={box}
          />
          <bdi className="min-w-0 wrap-anywhere">{choice.label}</bdi>
        </label>
      ))}
      {error && (
        <p id={id && `${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  )
}

const box = "mt-1 size-4 shrink-0 accent-accent"
