/** Formats rows of equal shape as a table with column names. */
export function table(rows: readonly Record<string, unknown>[], none: string): string {
  const [first] = rows
  if (!first) return none
  const names = Object.keys(first)
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)))
  const line = (cells: unknown[]) =>
    cells
      .map((cell, i) => String(cell).padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd()
  return [line(names), ...rows.map((row) => line(names.map((name) => row[name])))].join("\n")
}
