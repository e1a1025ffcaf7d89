"use client"

import { useId, useRef, useState } from "react"
import { useTranslations } from "use-intl/react"
import { Button } from "@/components/ui/button"
import { control } from "@/components/ui/field"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { isReserved, permissionPattern } from "@/lib/core/identity/permissions"

type Props = {
  name: string
  error?: string
  /** Those that the chosen role holds anyway. */
  byRole: readonly string[]
  /** Those to choose from, beside what is held already. */
  known: readonly string[]
  /** Held directly, or typed before. */
  held: readonly string[]
}

const chip = "inline-flex min-h-8 items-center gap-2 rounded-full px-3 font-mono text-xs wrap-anywhere"

/**
 * Permissions beside the role: a box for each that is known, and a field for others. Without JavaScript what stands in
 * the field is sent with the boxes; with it, Enter makes a box of it.
 */
export function MemberPermissionsField({ name, error, byRole, known, held }: Props) {
  const t = useTranslations("members.rights")
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(held))
  const [typed, setTyped] = useState("")
  const [wrong, setWrong] = useState("")
  const names = [...new Set([...known, ...held, ...chosen])]
  const problem = wrong ? t(isReserved(wrong) ? "reserved" : "bad", { name: wrong }) : error

  function choose(some: readonly string[], on: boolean) {
    const next = new Set(chosen)
    for (const one of some) on ? next.add(one) : next.delete(one)
    setChosen(next)
  }

  function add() {
    const words = typed.split(/[\s,]+/).filter(Boolean)
    const bad = words.filter((word) => word.length > 64 || !permissionPattern.test(word) || isReserved(word))
    choose(
      words.filter((word) => !bad.includes(word)),
      true,
    )
    setTyped(bad.join(" "))
    setWrong(bad[0] ?? "")
    field.current?.focus()
  }

  return (
    <fieldset className="grid gap-2.5" aria-describedby={problem ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-sm font-medium">{t("permissions")}</legend>
      <div className="flex flex-wrap gap-2">
        {names.map((one) =>
          byRole.includes(one) && !chosen.has(one) ? (
            <span key={one} title={t("byRole")} className={`${chip} bg-sunken text-muted`}>
              <span aria-hidden className="text-accent">
                ✓
              </span>
              {one}
              <span className="sr-only">{t("byRole")}</span>
            </span>
          ) : (
            <label
              key={one}
              className={`${chip} cursor-pointer border border-edge/60 bg-surface hover:border-edge has-checked:border-accent has-checked:bg-accent-soft`}
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
          ),
        )}
      </div>
      <div className="grid gap-1.5">
        <label htmlFor={id} className="text-sm text-muted">
          {t("more")}
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
          {hydrated && (
            <Button type="button" look="plain" disabled={!typed.trim()} onClick={add}>
              {t("add")}
            </Button>
          )}
        </div>
        {problem && (
          <p id={`${id}-error`} role={wrong ? "alert" : undefined} className="text-sm text-danger">
            {problem}
          </p>
        )}
        <p id={`${id}-hint`} className="text-sm text-muted">
          {t("moreHint")}
        </p>
      </div>
    </fieldset>
  )
}
