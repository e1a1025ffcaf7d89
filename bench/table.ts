import type { Measured } from "./rounds"

/** One line of the table, as text. Missing values are empty. */
export type Line = {
  work: string
  figure: string
  spread?: string
  share?: string
  p50?: string
  p99?: string
  cpu?: string
  memory?: string
  goal?: string
  verdict?: string
}

/** A goal and whether it is reached. */
export type Goal = { text: string; holds: boolean }

const columns: [keyof Line, string][] = [
  ["work", "work"],
  ["figure", "figure"],
  ["spread", "±"],
  ["share", "of the floor"],
  ["p50", "p50 ms"],
  ["p99", "p99 ms"],
  ["cpu", "cores"],
  ["memory", "MB"],
  ["goal", "goal"],
  ["verdict", ""],
]

/**
 * Table line of a benchmark.
 * @param floor responses per second of the plain server in the same run; undefined where it has none
 */
export function lineOf({ work, figures, failure }: Measured, floor: number | undefined, goal?: Goal): Line {
  if (!figures) return withoutNumber(work.name, failure ?? "not measured", goal)
  return {
    work: work.name,
    figure: `${number(figures.perSecond)}/s`,
    spread: Number.isFinite(figures.spread) ? `${Math.round(figures.spread * 100)} %` : "",
    share: floor ? number(figures.perSecond / floor) : "",
    p50: number(figures.p50),
    p99: number(figures.p99),
    cpu: number(figures.cpu),
    memory: number(figures.memory),
    ...verdictOf(goal),
  }
}

/** Table line of a single figure, such as a size. */
export function factLine(work: string, figure: string, goal?: Goal): Line {
  return { work, figure, ...verdictOf(goal) }
}

/** Table line of a failed benchmark: the reason instead of numbers. */
export function withoutNumber(work: string, why: string, goal?: Goal): Line {
  return {
    work,
    figure: `no number: ${why.replace(/\s+/g, " ")}`,
    ...(goal && { goal: goal.text }),
    verdict: "not measured",
  }
}

const verdictOf = (goal: Goal | undefined) => goal && { goal: goal.text, verdict: goal.holds ? "holds" : "misses" }

/** Formats three significant digits: 12,345 · 123 · 1.23 · 0.0123. Empty for NaN. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return ""
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en")
  return value === 0 ? "0" : String(Number(value.toPrecision(3)))
}

/** Formats the lines as a Markdown table with aligned columns, so that it is readable on a terminal too. */
export function table(lines: readonly Line[]): string {
  const rows = [columns.map(([, title]) => title), ...lines.map((line) => columns.map(([name]) => line[name] ?? ""))]
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")))
  // A long reason should not widen the whole column.
  const widths = columns.map((_, i) =>
    Math.max(3, ...cells.map((row) => (row[i]?.startsWith("no number") ? 0 : (row[i]?.length ?? 0)))),
  )
  const text = (row: string[]) =>
    `| ${row.map((cell, i) => (i === 0 || i >= 8 || cell.startsWith("no number") ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`
  const rule = `|${widths.map((width, i) => (i === 0 || i >= 8 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`
  return [text(cells[0] ?? []), rule, ...cells.slice(1).map(text)].join("\n")
}
