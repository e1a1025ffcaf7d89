"use client"

import { type FocusEvent, useId, useRef, useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { control } from "@/components/ui/field"

type Row = { key: number; text: string; wrong: boolean }

type Props = {
  /** ID of the first field; an error summary leads there. */
  id: string
  typed: string[]
  /** Errors of the server: of the list as `allowed_domains`, of an entry as `allowed_domains.2`. */
  errors: Record<string, string | undefined>
  error?: string
}

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean)

/** Domains, one per line, each validated on its own. Pasted lists are split into lines. */
export function DomainsField({ id: firstId, typed, errors, error }: Props) {
  const t = useTranslations("organization.domains")
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const next = useRef(typed.length + 1)
  const [rows, setRows] = useState<Row[]>(() =>
    [...typed, ""].map((text, key) => ({ key, text, wrong: `allowed_domains.${key}` in errors })),
  )

  async function check(row: Row, text: string) {
    const { Domain } = await import("@/lib/organizations/schema")
    const parts = words(text)
    const made = (parts.length > 0 ? parts : [""]).map((part, i) => ({
      key: i === 0 ? row.key : next.current++,
      text: part,
      wrong: part !== "" && !Domain.safeParse(part).success,
    }))
    setRows((all) => all.flatMap((one) => (one.key === row.key ? made : [one])))
  }

  async function type(row: Row, text: string) {
    const set = (next: Partial<Row>) =>
      setRows((all) => all.map((one) => (one.key === row.key ? { ...one, ...next } : one)))
    set({ text })
    if (!row.wrong) return
    const { Domain } = await import("@/lib/organizations/schema")
    if (Domain.safeParse(text).success) set({ wrong: false })
  }

  function leave(row: Row, { target, relatedTarget }: FocusEvent<HTMLInputElement>) {
    // Nothing may move under the pointer on its way to the button; the form validates anyway.
    const sends = relatedTarget instanceof HTMLButtonElement && relatedTarget.type === "submit"
    if (!sends) void check(row, target.value)
  }

  function add() {
    setRows((all) => [...all, { key: next.current++, text: "", wrong: false }])
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("li:last-child input")?.focus())
  }

  function remove(row: Row) {
    setRows((all) => all.filter(({ key }) => key !== row.key))
    requestAnimationFrame(() => list.current?.closest("fieldset")?.querySelector<HTMLElement>("[data-add]")?.focus())
  }

  const first = Math.max(
    0,
    rows.findIndex(({ wrong }) => wrong),
  )
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}>
      <legend className="mb-1.5 text-sm font-medium">{t("label")}</legend>
      <ul ref={list} className="grid gap-2">
        {rows.map((row, i) => (
          <li key={row.key} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-1">
            <input
              id={i === first ? firstId : undefined}
              name="allowed_domains"
              value={row.text}
              onChange={(event) => void type(row, event.target.value)}
              onBlur={(event) => leave(row, event)}
              aria-label={t("one", { n: String(i + 1) })}
              aria-invalid={row.wrong || undefined}
              aria-describedby={row.wrong ? `${id}-${row.key}` : undefined}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              placeholder="example.com"
              className={`${control} h-10`}
            />
            <button
              type="button"
              className="grid size-10 place-items-center rounded text-muted hover:bg-sunken hover:text-ink"
              aria-label={t("remove", { domain: row.text || "none", n: String(i + 1) })}
              onClick={() => remove(row)}
            >
              <svg viewBox="0 0 16 16" aria-hidden className="size-4 fill-none stroke-current stroke-2">
                <path d="M4 4l8 8M12 4l-8 8" />
              </svg>
            </button>
            {row.wrong && (
              <p id={`${id}-${row.key}`} className="text-sm text-danger">
                {t("wrong")}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button type="button" look="plain" size="small" data-add onClick={add}>
          {t("add")}
        </Button>
      </div>
      {error && !rows.some(({ wrong }) => wrong) && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
      <p id={`${id}-hint`} className="text-sm text-muted">
        {t("hint")}
      </p>
    </fieldset>
  )
}
