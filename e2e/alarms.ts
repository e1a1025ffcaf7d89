import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { sample } from "./metrics"

/** An alert rule of docs/alerts.yml. */
export type Alarm = { name: string; expr: string }

/** Returns all alert rules. */
export function alarms(): Alarm[] {
  const text = readFileSync(fileURLToPath(new URL("../docs/alerts.yml", import.meta.url)), "utf8")
  return [...text.matchAll(/- alert: (\w+)\n +expr: (.+)\n/g)].map(([, name = "", expr = ""]) => ({ name, expr }))
}

/**
 * Evaluates the rules as Prometheus would, ignoring their durations; returns the firing ones.
 * @param before an earlier text of /metrics, no more than five minutes ago
 */
export function firing(before: string, now: string): string[] {
  return alarms()
    .filter(({ expr }) => holds(expr, before, now))
    .map(({ name }) => name)
}

function holds(expr: string, before: string, now: string): boolean {
  const parts = /^(?:sum\()?(?:(increase|abs)\()?(\w+)(?:\{(.*)\})?(?:\[5m\])?\)*? (>|==) (\d+)$/.exec(expr)
  if (!parts) throw new Error(`Say in alarms.ts what this is: ${expr}`)
  const [, of, name = "", labels = "", is, bound] = parts
  const read = sample(now, name, labels) - (of === "increase" ? sample(before, name, labels) : 0)
  const value = of === "abs" ? Math.abs(read) : read
  return is === ">" ? value > Number(bound) : value === Number(bound)
}
