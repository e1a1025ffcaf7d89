import { setTimeout as sleep } from "node:timers/promises"
import type { Export } from "../lib/users/schema"
import { median } from "./clients"
import { db } from "./database"
import { api, expect, good, newTenant, test } from "./fixtures"
import { sample, scrape } from "./metrics"
import { anotherServer } from "./servers"

const events = process.env.TEST_LONG ? 100_000 : 20_000

test(`GET /audit-events as CSV – ${events} events are streamed, each once; a slow reader blocks no connection (R-085)`, async () => {
  test.setTimeout(180_000)
  const server = await anotherServer({ DATABASE_POOL_SIZE: "1" })
  const { tenantId, organizationId, token } = await newTenant()
  await db().$executeRaw`INSERT INTO audit_events
      (tenant_id, created_at, id, organization_id, actor_type, action, target_type, target_id, user_agent)
    SELECT ${tenantId}, now() - n * interval '1 second', 'evt_many_' || n, ${organizationId}, 'system', 'user.updated',
      'user', 'user_' || n, repeat('a', 100) FROM generate_series(1, ${events}) n`
  const memory = async () => sample(await scrape(server.origin), "process_resident_memory_bytes")
  const ask = () =>
    fetch(`${server.origin}/v1/audit-events`, { headers: { authorization: `Bearer ${token}`, accept: "text/csv" } })
  const lists = async (times: number[]) => {
    const began = performance.now()
    expect((await api("GET /users", { token, origin: server.origin })).status).toBe(200)
    times.push(performance.now() - began)
  }
  try {
    await (await ask()).text()
    const held = await memory()
    const [before, during] = [[] as number[], [] as number[]]
    for (let i = 0; i < 20; i++) await lists(before)

    const reader = ((await ask()).body as ReadableStream<Uint8Array>).getReader()
    const read: Uint8Array[] = []
    const first = await reader.read()
    read.push(first.value as Uint8Array)
    // The only connection is available to others, while the reader pauses for a second.
    await sleep(1_000)
    for (let i = 0; i < 10; i++) await lists([])
    let reading = true
    const others = (async () => {
      while (reading) await lists(during)
    })()
    for (let part = await reader.read(); !part.done; part = await reader.read()) read.push(part.value)
    reading = false
    await others
    const ids = [
      ...Buffer.concat(read)
        .toString()
        .matchAll(/^evt_many_(\d+),/gm),
    ].map(([, n]) => Number(n))
    expect([ids.length, new Set(ids).size]).toEqual([events, events])
    expect(median(during)).toBeLessThan(median(before) * 10)
    expect(await memory()).toBeLessThan(held * 1.5)
  } finally {
    await server.stop()
  }
})

test("GET /users/me/export – all data about the caller; of a tenant's events the newest 10,000, and whether there are more", async () => {
  const { id, email, tenantId, organizationId, token } = await newTenant()
  const exported = async () => {
    const { account, tenants } = good(await api<Export>("GET /users/me/export", { token }))
    const [tenant] = tenants as (Export["tenants"][number] & { events: { id: string }[] })[]
    expect([account.email, tenants.length, tenant?.tenant_id]).toEqual([email, 1, tenantId])
    return tenant
  }
  const few = await exported()
  expect(few?.has_older_events).toBe(false)
  expect(few?.events.length).toBeGreaterThan(0)
  await db()
    .$executeRaw`INSERT INTO audit_events (tenant_id, created_at, id, organization_id, actor_type, actor_id, action)
    SELECT ${tenantId}, now() - n * interval '1 second', 'evt_own_' || n, ${organizationId}, 'user', ${id}, 'user.updated'
    FROM generate_series(60, 10060) n`
  const many = await exported()
  expect([many?.events.length, many?.has_older_events]).toEqual([10_000, true])
  expect(many?.events.some((event) => event.id === "evt_own_60")).toBe(true)
  expect(many?.events.some((event) => event.id === "evt_own_10060")).toBe(false)
})
