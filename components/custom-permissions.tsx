"use client"

import { useId, useRef, useState } from "react"
import { useTranslations } from "use-intl/react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { isReserved, permissionPattern } from "@/lib/core/identity/permissions"
import { Button } from "./ui/button"
import { control } from "./ui/field"

type Props = {
  id: string | undefined
  name: string
  label?: string | undefined
  error?: string | undefined
  /** Custom permissions to select from. */
  own: readonly string[]
  chosen: ReadonlySet<string>
  choose: (some: readonly string[], on: boolean) => void
  /** Whether others can be typed. */
  typing: boolean
  /** Initial value of the text field. */
  initial: string
}

/** Whether this isn't a valid name of a custom permission. */
export const isBadPermission = (word: string) => word.length > 64 || !permissionPattern.test(word) || isReserved(word)

/**
 * Custom permissions: a checkbox for each known one, and a field for others. Without JavaScript the field is sent with
 * the checkboxes; with it, Enter turns its text into a checkbox.
 */
export function CustomPermissions({ id: given, name, label, error, own, chosen, choose, typing, initial }: Props) {
  const t = useTranslations("permissions")
  const made = useId()
  const id = given ?? made
  const field = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()
  const [typed, setTyped] = useState(initial)
  const [wrong, setWrong] = useState("")
  const problem = wrong ? t(isReserved(wrong) ? "reserved" : "bad", { name: wrong }) : error

  function add() {
    const words = typed.split(/[\s,]+/).filter(Boolean)
    const left = words.filter(isBadPermission)
    choose(
      words.filter((word) => !isBadPermission(word)),
      true,
    )
    setTyped(left.join(" "))
    setWrong(left[0] ?? "")
    field.current?.focus()
  }

  return (
    <>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {own.map((one) => (
          <label
            key={one}
            className="inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-full border border-edge/60 bg-surface px-3 font-mono text-xs wrap-anywhere hover:border-edge has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="checkbox"
              name={name}
              value={one}
              checked={chosen.has(one)}
              onChange={(event) => choose([one], event.target.checked)}
              className="size-3.5 accent-accent"
            />
            {one}
          </label>
        ))}
      </div>
      {typing && (
        <div className="grid gap-1.5">
          <label htmlFor={id} className="text-sm font-medium">
            {label ?? t("custom")}
          </label>
          <div className="flex gap-2">
            <input
              ref={field}
              id={id}
              name={name}
              value={typed}
              maxLength={500}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              placeholder="billing:read"
              aria-invalid={problem ? true : undefined}
              aria-describedby={problem ? `${id}-error ${id}-hint` : `${id}-hint`}
              onChange={(event) => {
                setTyped(event.target.value)
                setWrong("")
              }}
              onKeyDown={(event) => {
                if (!typed.trim() || (event.key !== "Enter" && event.key !== ",")) return
                event.preventDefault()
                add()
              }}
              className={`${control} h-10 font-mono text-sm`}
            />
            <Button
              type="button"
              look="plain"
              className="noscript:hidden"
              disabled={!hydrated || !typed.trim()}
              onClick={add}
            >
              {t("add")}
            </Button>
          </div>
          {problem && (
            <p id={`${id}-error`} role={wrong ? "alert" : undefined} className="text-sm text-danger">
              {problem}
            </p>
          )}
          <p id={`${id}-hint`} className="text-sm text-muted">
            {t("hint")}
          </p>
        </div>
      )}
    </>
  )
}
