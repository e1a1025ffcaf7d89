import autocannon from "autocannon"
import { type Answers, failureOf, filled, type Job } from "./load"
import { percentile, rate } from "./statistics"

/** Load generator: runs one job from its parent, sends back the result, and exits. */
process.once("message", ({ job, seconds }: { job: Job; seconds: number }) => {
  void run(job, seconds).then((answers) => process.send?.(answers, () => process.exit()))
})
process.on("disconnect", () => process.exit())

const now = () => performance.now() / 1000

async function run({ url, method = "GET", headers = {}, body, connections }: Job, seconds: number): Promise<Answers> {
  const latencies: number[] = []
  const statuses = new Map<number, number>()
  const times = { begun: now(), first: 0, last: 0, ended: 0 }
  let n = 0
  const { pathname, search } = new URL(url)
  const request = { method, path: pathname + search, headers, ...(body === undefined ? {} : { body }) }
  const changing = body?.includes("{") && {
    setupRequest: (asked: autocannon.Request) => ({ ...asked, body: filled(body, n++) }),
  }
  const { errors } = await new Promise<autocannon.Result>((done, fail) => {
    const requests = [{ ...request, ...changing }]
    const options = { url, connections, duration: seconds, sampleInt: 50, timeout: 30, requests }
    const instance = autocannon(options, (error, result) => (error ? fail(error) : done(result)))
    instance.on("response", (_client, status, _bytes, ms) => {
      times.last = now()
      times.first ||= times.last
      statuses.set(Number(status), (statuses.get(Number(status)) ?? 0) + 1)
      latencies.push(ms)
    })
  })
  times.ended = now()
  latencies.sort((a, b) => a - b)
  const count = latencies.length
  const failure = failureOf(statuses, errors)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(latencies, share)) as [number, number, number]
  return { count, perSecond: rate(count, times), p50, p95, p99, ...(failure === undefined ? {} : { failure }) }
}
