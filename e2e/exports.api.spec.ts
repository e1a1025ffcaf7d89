import { setTimeout as sleep } from "node:timers/promises"
import { median } from "./clients"
import { db } from "./database"
import { api, expect, newTenant, test } from "./fixtures"
import { anotherServer } from "./servers"

const events = process.env.TEST_LONG ? 100_000 : 20_000

test(`GET /audit-events as CSV – ${events} events come as a stream, each once; who reads slowly holds no connection (R-085)`, async () => {
  test.setTimeout(180_000)
  const server = await anotherServer({ WORKER: "off", DATABASE_POOL_SIZE: "1" })
  const { tenantId, organizationId, token } = await newTenant()
  await db.$executeRaw`INSERT INTO audit_events
      (tenant_id, created_at, id, organization_id, actor_type, action, target_type, target_id, user_agent)
    SELECT ${tenantId}, now() - n * interval '1 second', 'evt_many_' || n, ${organizationId}, 'system', 'user.updated',
      'user', 'user_' || n, repeat('a', 100) FROM generate_series(1, ${events}) n`
  const metric = async (name: string) => {
    const text = await (await fetch(`${server.origin}/metrics`)).text()
    return Number(new RegExp(`^${name} (\\d+)`, "m").exec(text)?.[1])
  }
  const ask = () =>
    fetch(`${server.origin}/v1/audit-events`, { headers: { authorization: `Bearer ${token}`, accept: "text/csv" } })
  const lists = async (times: number[]) => {
    const began = performance.now()
    expect((await api("GET /users", { token, origin: server.origin })).status).toBe(200)
    times.push(performance.now() - began)
  }
  try {
    await (await ask()).text()
    const memory = await metric("process_resident_memory_bytes")
    const [before, during] = [[] as number[], [] as number[]]
    for (let i = 0; i < 20; i++) await lists(before)

    const reader = ((await ask()).body as ReadableStream<Uint8Array>).getReader()
    const read: Uint8Array[] = []
    const first = await reader.read()
    read.push(first.value as Uint8Array)
    // The only connection is everybody's, while somebody has not read on for a second.
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
    expect(await metric("process_resident_memory_bytes")).toBeLessThan(memory * 1.5)
  } finally {
    await server.stop()
  }
})
