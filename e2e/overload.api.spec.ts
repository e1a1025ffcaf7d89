import { many, median } from "./clients"
import { expect, test } from "./fixtures"
import { closedLoop, openLoop } from "./loops"
import { sample, scrape } from "./metrics"
import { anotherServer } from "./servers"
import { type SlowProxy, slowProxy } from "./slow-proxy"

// A separate server with few connections to a slow database, so that a test can overload it.
test.describe.configure({ mode: "serial" })

const most = 30
let proxy: SlowProxy
let server: Awaited<ReturnType<typeof anotherServer>>

test.beforeAll(async () => {
  proxy = await slowProxy(String(process.env.DATABASE_URL), 40)
  server = await anotherServer({
    DATABASE_URL: proxy.url,
    DATABASE_POOL_SIZE: "2",
    MAX_REQUESTS_IN_FLIGHT: String(most),
    WORKER: "off",
  })
})

test.afterAll(async () => {
  await server?.stop()
  proxy?.close()
})

type Got = { status: number; retryAfter: number; code: string; ms: number }

async function ask(path: string, token = ""): Promise<Got> {
  const began = performance.now()
  const response = await fetch(`${server.origin}${path}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  })
  const text = await response.text()
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? ""
  const retryAfter = Number(response.headers.get("retry-after"))
  return { status: response.status, retryAfter, code, ms: performance.now() - began }
}

const metric = async (name: string, labels?: string) => sample(await scrape(server.origin), name, labels)
const statuses = (answers: Got[]) => [...new Set(answers.map(({ status }) => status))].sort()

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** Sends requests in sequence. */
async function inTurn(n: number, path: string, token?: string): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < n; i++) times.push((await ask(path, token)).ms)
  return times
}

test("more requests than the server can handle – the rest get 503 with Retry-After, and none hang (R-080)", async ({
  team,
}) => {
  test.slow()
  const list = (token = team.admin.token) => ask("/v1/users", token)
  const before = median(await inTurn(5, "/v1/users", team.admin.token))
  const answers = await many(500, () => list())
  expect(statuses(answers)).toEqual([200, 503])
  const served = answers.filter(({ status }) => status === 200)
  const refused = answers.filter(({ status }) => status === 503)
  // Admitted requests got their response; the others were rejected immediately.
  expect(served.length).toBeGreaterThanOrEqual(most * 0.5)
  expect(median(refused.map(({ ms }) => ms))).toBeLessThan(median(served.map(({ ms }) => ms)))
  for (const { retryAfter, code } of refused) {
    expect(code).toBe("unavailable")
    expect(retryAfter).toBeGreaterThanOrEqual(1)
    expect(retryAfter).toBeLessThanOrEqual(5)
  }
  expect(await metric("nanostack_shed_total", 'reason="requests"')).toBeGreaterThan(0)
  const after = median(await inTurn(5, "/v1/users", team.admin.token))
  expect(after).toBeLessThan(before * 5)
  expect(await metric("nanostack_http_requests_in_flight")).toBe(0)
})

test("a busy database pool – requests that would wait too long for a connection get 503 (R-080)", async ({ team }) => {
  const wide = await anotherServer({ DATABASE_URL: proxy.url, DATABASE_POOL_SIZE: "1", WORKER: "off" })
  try {
    const asked = many(200, () =>
      fetch(`${wide.origin}/v1/users`, { headers: { authorization: `Bearer ${team.admin.token}` } }).then(
        async (response) => [response.status, await response.text()] as const,
      ),
    )
    const answers = await asked
    expect([...new Set(answers.map(([status]) => status))].sort()).toEqual([200, 503])
    const text = await scrape(wide.origin)
    expect(sample(text, "nanostack_shed_total", 'reason="connections"')).toBeGreaterThan(0)
    expect(sample(text, "nanostack_shed_total", 'reason="requests"')).toBe(0)
  } finally {
    await wide.stop()
  }
})

test("five times the load it can serve – it serves at least four fifths of that load, in bounded memory (R-081)", async ({
  team,
}) => {
  const seconds = process.env.TEST_LONG ? 60 : 3
  test.setTimeout(seconds * 10_000 + 60_000)
  const list = async () => (await ask("/v1/users", team.admin.token)).status
  await closedLoop(list, most - 10, 3) // its connections are open, its code is warm
  const [can, does, memory] = [[] as number[], [] as number[], [] as number[]]
  // In sequence, since other tests share this machine.
  for (let i = 0; i < 2; i++) {
    const capacity = (await closedLoop(list, most - 10, seconds)).good
    const { sent, good, refused, other } = await openLoop(list, 5 * capacity, seconds)
    expect(sent).toBeGreaterThan(4 * capacity)
    expect([other, refused > good]).toEqual([0, true])
    can.push(capacity)
    does.push(good)
    memory.push(await metric("process_resident_memory_bytes"))
  }
  expect(sum(does) / sum(can)).toBeGreaterThan(0.8)
  expect(Math.max(...memory)).toBeLessThan(Number(memory[0]) * 1.5)
})

test("a database that does not respond – probes and metrics do, and afterwards everything does (R-078, S-259)", async ({
  team,
}) => {
  expect((await ask("/v1/users", team.admin.token)).status).toBe(200)
  proxy.hold()
  const stuck = many(3 * most, () => ask("/v1/users", team.admin.token))
  await expect.poll(() => metric("nanostack_http_requests_in_flight")).toBeGreaterThan(0)
  for (let i = 0; i < 5; i++) expect((await ask("/api/health/live")).status).toBe(200)
  expect((await ask("/api/health/ready")).status).toBeLessThanOrEqual(503)
  proxy.release()
  expect(statuses(await stuck).filter((status) => status !== 200 && status !== 503)).toEqual([])
  await expect.poll(async () => (await ask("/api/health/ready")).status).toBe(200)
  expect((await ask("/v1/users", team.admin.token)).status).toBe(200)
})
