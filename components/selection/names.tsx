"use client"

import { useTranslations } from "use-intl/react"

type Row = { id: string; name: string; note?: string }

/** Maximum of names that are shown; the count says how many there are. */
const shown = 100

/** Items by name, each with an optional note. */
export function Names({ label, rows }: { label: string; rows: readonly Row[] }) {
  const t = useTranslations("lists")
  return (
    <section aria-label={label} className="grid gap-1.5">
      <h3 className="text-sm font-medium">{label}</h3>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable box must be reachable by keyboard.
        tabIndex={0}
        aria-label={label}
        className="max-h-44 divide-y divide-line overflow-y-auto rounded border border-line"
      >
        {rows.slice(0, shown).map(({ id, name, note }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4 px-3 py-2 text-sm">
            <bdi className="wrap-anywhere">{name}</bdi>
            {note && <span className="text-muted">{note}</span>}
          </li>
        ))}
        {rows.length > shown && (
          <li className="px-3 py-2 text-sm text-muted">{t("more", { n: rows.length - shown })}</li>
        )}
      </ul>
    </section>
  )
}
