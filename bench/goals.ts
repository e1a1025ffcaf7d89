import { large, medium, small } from "./fill"
import type { Figures } from "./rounds"
import type { Goal } from "./table"

type Of = (id: string) => Figures | undefined

const atLeast = (least: number, value: number | undefined) => value !== undefined && value >= least

/**
 * Returns the goal of a benchmark, checked against figures of the same run.
 * @param hashes passwords that all cores compare per second, when otherwise idle
 */
export function goalOf(id: string, figures: Of, hashes: number): Goal | undefined {
  const of = (other: string) => figures(other)?.perSecond ?? Number.NaN
  const here = of(id)
  const share = here / of("plain")
  const goals: Record<string, [string, boolean]> = {
    me: ["≥ 0.25 of the floor", atLeast(0.25, share)],
    "me-busy": ["≥ 0.9 of who am I", atLeast(0.9, here / of("me"))],
    "me-storm": stormGoal(figures),
    [`list-${small.members}`]: ["≥ 0.05 of the floor", atLeast(0.05, share)],
    [`list-${medium.members}`]: asFastAs("of the small one", here, of(`list-${small.members}`)),
    [`list-${large.members}`]: asFastAs("of the small one", here, of(`list-${small.members}`)),
    "page-4500": asFastAs("of page 1", here, of(`list-${medium.members}`)),
    "sign-in": [`≥ 0.9 of ${hashes.toFixed(1)}/s, what the cores hash`, atLeast(0.9, here / hashes)],
  }
  for (const kind of ["begin-2", "begin"]) {
    const smaller = of(`${kind}-${medium.members}`)
    goals[`${kind}-${medium.members}`] = ["≥ 0.02 of the floor", atLeast(0.02, share)]
    goals[`${kind}-${large.members}`] = ["≥ half of 100,000's", atLeast(0.5, here / smaller)]
  }
  for (const kind of ["rare", "common"]) {
    const p95 = figures(`${kind}-${large.members}`)?.p95 ?? Number.NaN
    goals[`${kind}-${medium.members}`] = ["≥ 500/s", atLeast(500, here)]
    goals[`${kind}-${large.members}`] = [`p95 ≤ 50 ms (is ${Math.round(p95)})`, p95 <= 50]
  }
  const [text, holds] = goals[id] ?? []
  return text === undefined || holds === undefined ? undefined : { text, holds }
}

// Rounds of the same work differ by some percent.
const asFastAs = (what: string, here: number, other: number): [string, boolean] => [
  `≥ 0.9 ${what}`,
  atLeast(0.9, here / other),
]

function stormGoal(figures: Of): [string, boolean] {
  const times = (figures("me-storm")?.p50 ?? Number.NaN) / (figures("me-idle")?.p50 ?? Number.NaN)
  return [`p50 ≤ 1.5 × idle (is ${times.toFixed(2)})`, times <= 1.5]
}
