import { fork } from "node:child_process"
import { join } from "node:path"

/** Requests that the load generator repeats on each connection. */
export type Job = {
  url: string
  method?: "GET" | "POST"
  headers?: Record<string, string>
  /** `{n}` is replaced by a unique word in each request, `{k}` by a number from 0 to 7 in turn. */
  body?: string
  connections: number
}

/** Result of a job. Latencies in ms. */
export type Answers = {
  count: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  /** Why these numbers are invalid: responses other than 2xx, and failed connections. */
  failure?: string
}

/** Runs a job in a separate process for some seconds. */
export function load(job: Job, seconds: number): Promise<Answers> {
  return new Promise((done, fail) => {
    const child = fork(join(process.cwd(), "dist/bench/load-process.js"))
    child.once("message", (answers) => done(answers as Answers))
    child.once("error", fail)
    child.once("exit", () => fail(new Error("the load generator ended before it was done")))
    child.send({ job, seconds })
  })
}

/** Sends one request of a job and returns the response. */
export async function once({
  url,
  method = "GET",
  headers = {},
  body,
}: Job): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: filled(body, 0) }) })
  return { status: response.status, text: await response.text() }
}

const run = Math.random().toString(36).slice(2, 10)

/** Fills a body's placeholders for the request number `n` of this process. */
export function filled(body: string, n: number): string {
  return body.replaceAll("{n}", `${run}x${n}`).replaceAll("{k}", String(n % 8))
}

/** Returns why a run's numbers are invalid, or undefined where every response was 2xx and there were enough of them. */
export function failureOf(statuses: ReadonlyMap<number, number>, errors: number): string | undefined {
  const bad = [...statuses].filter(([status]) => status < 200 || status > 299)
  const good = [...statuses].reduce((sum, [, count]) => sum + count, 0) - bad.reduce((sum, [, count]) => sum + count, 0)
  const reasons = bad.map(([status, count]) => `${count} × ${status}`)
  if (errors > 0) reasons.push(`${errors} failed or timed out`)
  if (reasons.length === 0 && good < 2) reasons.push("no answer in the time given")
  return reasons.length > 0 ? reasons.join(", ") : undefined
}
