type Values = Record<string, unknown>

const asValues = (json: unknown): Values =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {}

function show(value: unknown): string {
  if (value === undefined || value === null || value === "") return "–"
  if (Array.isArray(value)) return value.map(show).join(", ") || "none"
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

/** What an event changed: before and after, side by side, the changes marked. */
export function Changes({ before, after }: { before: unknown; after: unknown }) {
  const [old, now] = [asValues(before), asValues(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  if (names.length === 0) return null
  const both = before !== null && after !== null
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="w-2/7 py-1 pr-3 font-medium">
            Field
          </th>
          {before !== null && (
            <th scope="col" className="py-1 pr-3 font-medium">
              Before
            </th>
          )}
          {after !== null && (
            <th scope="col" className="py-1 font-medium">
              After
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const changed = both && name in old && name in now && show(old[name]) !== show(now[name])
          return (
            <tr key={name} className="align-top">
              <th scope="row" className="py-0.5 pr-3 font-normal wrap-anywhere text-muted">
                {name.replaceAll("_", " ")}
              </th>
              {before !== null && <td className="py-0.5 pr-3 wrap-anywhere">{show(old[name])}</td>}
              {after !== null && (
                <td className={`py-0.5 wrap-anywhere ${changed ? "font-medium text-accent-strong" : ""}`}>
                  {show(now[name])}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
