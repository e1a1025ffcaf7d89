import type { AuditWords } from "./words"

type Values = Record<string, unknown>

const asValues = (json: unknown): Values =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {}

type Props = { before: unknown; after: unknown; words: AuditWords }

/** What an event changed: before and after, side by side, the changes marked. */
export function EventChanges({ before, after, words: { t, field, held } }: Props) {
  const [old, now] = [asValues(before), asValues(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  if (names.length === 0) return null
  const both = before !== null && after !== null
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="w-2/7 py-1 pr-3 font-medium">
            {t("field")}
          </th>
          {before !== null && (
            <th scope="col" className="py-1 pr-3 font-medium">
              {t("before")}
            </th>
          )}
          {after !== null && (
            <th scope="col" className="py-1 font-medium">
              {t("after")}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const [was, is] = [held(name, old[name]), held(name, now[name])]
          const changed = both && name in old && name in now && was !== is
          return (
            <tr key={name} className="align-top">
              <th scope="row" className="py-0.5 pr-3 font-normal wrap-anywhere text-muted">
                {field(name)}
              </th>
              {before !== null && <td className="py-0.5 pr-3 wrap-anywhere">{was}</td>}
              {after !== null && (
                <td className={`py-0.5 wrap-anywhere ${changed ? "font-medium text-accent-strong" : ""}`}>{is}</td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
