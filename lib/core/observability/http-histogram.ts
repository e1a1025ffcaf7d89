import { singleton } from "../cache/singleton"

/** Seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

type Series = { labels: string; counts: number[]; sum: number }

// Hand-written, because every request passes here: the library takes five times as long.
const all = () => singleton("durations", () => new Map<string, Series>())

/**
 * Records a finished request.
 * @param route a pattern such as /v1/users/{id}, or a word in brackets; never an address, which may contain a token
 */
export function observeRequest(method: string, route: string, status: number, seconds: number): void {
  const key = `${method} ${status} ${route}`
  const series = all().get(key) ?? begin(key, `method="${method}",route="${route}",status="${status}"`)
  series.sum += seconds
  let i = 0
  while (i < bounds.length && seconds > Number(bounds[i])) i++
  series.counts[i] = Number(series.counts[i]) + 1
}

function begin(key: string, labels: string): Series {
  const series = { labels, counts: [...bounds, 0].map(() => 0), sum: 0 }
  all().set(key, series)
  return series
}

/** Returns the histogram in Prometheus' text format. */
export function durationsText(): string {
  const name = "nanostack_http_request_duration_seconds"
  const lines = [
    `# HELP ${name} Time to answer a request; its count is the number of requests.`,
    `# TYPE ${name} histogram`,
  ]
  for (const { labels, counts, sum } of all().values()) {
    let count = 0
    for (const [i, n] of counts.entries()) {
      count += n
      lines.push(`${name}_bucket{${labels},le="${bounds[i] ?? "+Inf"}"} ${count}`)
    }
    lines.push(`${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${count}`)
  }
  return `${lines.join("\n")}\n`
}
