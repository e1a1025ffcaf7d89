"use client"

import { useId } from "react"
import { useTranslations } from "use-intl/react"
import { Select } from "@/components/ui/select-field"
import type { Sheet } from "./given"
import { type Column, fields } from "./headers"

const shown = 3
const widest = 30

type Props = { sheet: Sheet; columns: readonly Column[]; onChange: (columns: Column[]) => void }

/**
 * Selects what each column of a table contains, above its first rows. A meaning that is selected again moves to the new
 * column.
 */
export function ColumnsField({ sheet, columns, onChange }: Props) {
  const t = useTranslations("manyInvites.reading")
  const id = useId()
  const { header, rows } = sheet
  const width = Math.min(widest, Math.max(header?.length ?? 0, rows[0]?.cells.length ?? 0))
  const places = Array.from({ length: width }, (_, at) => at)
  const choices = [
    { value: "", label: t("ignore") },
    ...fields.map((value) => ({ value, label: t(`fields.${value}`) })),
  ]
  const nameOf = (at: number) => header?.[at] || t("column", { n: String(at + 1) })
  const choose = (at: number, value: string) => {
    const chosen = fields.find((field) => field === value) ?? ""
    onChange(
      places.map((place) =>
        place === at ? chosen : chosen !== "" && columns[place] === chosen ? "" : (columns[place] ?? ""),
      ),
    )
  }
  return (
    <details open={!sheet.known} className="rounded border border-line bg-surface">
      <summary className="cursor-pointer px-3 py-2 text-sm font-medium">
        {t(columns.includes("email") ? "columns" : "whichEmail")}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable box must be reachable by keyboard. */}
      <section tabIndex={0} aria-label={t("columns")} className="overflow-x-auto border-t border-line">
        <table className="text-left text-sm">
          <thead>
            <tr>
              {places.map((at) => (
                <th key={at} scope="col" className="min-w-36 p-2 align-bottom font-medium">
                  <label htmlFor={`${id}-${at}`} className="mb-1 block wrap-anywhere">
                    <bdi>{nameOf(at)}</bdi>
                  </label>
                  <Select
                    id={`${id}-${at}`}
                    value={columns[at] ?? ""}
                    onChange={(event) => choose(at, event.target.value)}
                    choices={choices}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(({ line, cells }) => (
              <tr key={line} className="border-t border-line">
                {places.map((at) => (
                  <td key={at} className="max-w-48 truncate p-2 text-muted">
                    <bdi>{cells[at]}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
