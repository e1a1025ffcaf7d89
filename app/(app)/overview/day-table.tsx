type Props = { summary: string; label: string; columns: string[]; rows: { day: string; cells: string[] }[] }

/** The same numbers as a table, latest day first. */
export function DayTable({ summary, label, columns, rows }: Props) {
  return (
    <details className="text-sm">
      <summary className="w-fit text-muted underline decoration-line underline-offset-4 hover:text-ink">
        {summary}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable box must be reachable by keyboard. */}
      <section tabIndex={0} aria-label={label} className="mt-3 max-h-64 overflow-auto rounded border border-line">
        <table className="w-full text-right" aria-label={label}>
          <thead className="sticky top-0 bg-surface text-xs text-muted">
            <tr>
              {columns.map((name, i) => (
                <th key={name} scope="col" className={`px-3 py-2 font-medium ${i === 0 ? "text-left" : ""}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(({ day, cells }) => (
              <tr key={day}>
                <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                  {day}
                </th>
                {cells.map((cell, i) => (
                  <td key={columns[i + 1]} className="px-3 py-1">
                    {cell}
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
