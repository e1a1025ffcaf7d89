import { randomBytes } from "node:crypto"
import { afterAll, expect, test } from "vitest"
import { z } from "zod"
import { withRequest } from "../context"
import { db, type Tx } from "../db/client"
import { pool } from "../db/pool"
import { transaction } from "../db/transaction"
import { AppError } from "../errors"
import type { Caller } from "../identity/caller"
import { withIdempotency } from "./idempotency"
import type { Operation } from "./operation"
import { web, written } from "./response"

afterAll(() => pool().end())

const rounds = process.env.TEST_LONG ? 200 : 20
const word = () => randomBytes(6).toString("hex")
const operation = {
  summary: "Make a thing",
  permission: "users:write",
  status: 201,
  result: z.object({ id: z.string(), secret: z.string() }),
  location: ({ id }: { id: string }) => `/things/${id}`,
} as unknown as Operation

type Sent = {
  key?: string
  path?: string
  userId?: string
  organizationId?: string
  body?: unknown
  more?: Partial<Operation>
}

/** Returns a separate caller, whose requests all count under `effect`. */
function client() {
  const effect = `effect-${word()}`
  const own = { key: word(), userId: `user_${word()}` }
  const write = (tx: Tx) => tx.$executeRaw`
    INSERT INTO rate_limits (key, points) VALUES (${effect}, 1) ON CONFLICT (key) DO UPDATE SET points = rate_limits.points + 1`
  const create = () =>
    transaction(async (tx) => {
      await write(tx)
      return { id: word(), secret: "nsk_shown_once" }
    })
  async function send(
    act: () => Promise<unknown> = create,
    { path = "/api/v1/things", organizationId = "org_1", more: declared = {}, ...more }: Sent = {},
  ) {
    const { key, userId, body = { name: "a" } } = { ...own, ...more }
    const request = new Request(`http://x${path}`, { method: "POST", headers: { "idempotency-key": key } })
    const caller = { kind: "user", userId } as unknown as Caller
    const scope = { tenantId: "ten_1", organizationId }
    return web(
      written(await withIdempotency({ operation: { ...operation, ...declared }, request, caller, scope, body }, act)),
    )
  }
  const effects = async () => (await db().rateLimit.findUnique({ where: { key: effect } }))?.points ?? 0
  const rows = () => db().idempotencyKey.findMany({ where: { tenantId: "ten_1", credential: own.userId } })
  const lapse = () =>
    db().idempotencyKey.updateMany({
      where: { tenantId: "ten_1", credential: own.userId },
      data: { expiresAt: new Date(0) },
    })
  return { send, create, write, effects, rows, lapse }
}

const said = async (response: Response) => [
  response.status,
  await response.text(),
  response.headers.get("location"),
  response.headers.get("idempotency-replayed"),
]

test("R-045 – a repeated request gets the first response", async () => {
  const { send, effects, rows } = client()
  const first = await said(await send())
  expect(first).toEqual([201, expect.stringContaining("nsk_shown_once"), expect.stringMatching(/^\/things\//), null])
  for (const path of ["/api/v1/things", "/v1/things"])
    expect(await said(await send(undefined, { path }))).toEqual([...first.slice(0, 3), "true"])
  expect(await effects()).toBe(1)
  const [row] = await rows()
  expect(Buffer.from(row?.answer ?? []).toString("latin1")).not.toContain("nsk_")
})

test("R-046 – a different body is rejected", async () => {
  const { send, effects } = client()
  await send()
  await expect(send(undefined, { body: { name: "b" } })).rejects.toMatchObject({ code: "idempotency_key_reused" })
  expect(await effects()).toBe(1)
})

test("R-047 – the same word from another caller or path is a different key", async () => {
  const { send, effects } = client()
  await send()
  for (const other of [
    { userId: "user_other" },
    { organizationId: "org_2" },
    { path: "/api/v1/things/2" },
    { key: word() },
  ])
    expect((await send(undefined, other)).headers.get("idempotency-replayed")).toBeNull()
  expect(await effects()).toBe(5)
})

test("ten concurrent requests – one effect, and all responses are equal", async () => {
  for (let round = 0; round < rounds; round++) {
    const { send, effects } = client()
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => send()))
    const bodies = new Set<string>()
    for (const result of results)
      if (result.status === "fulfilled") bodies.add(await result.value.text())
      else expect(result.reason).toMatchObject({ code: "request_in_progress" })
    expect([bodies.size, await effects()]).toEqual([1, 1])
    expect((await send()).headers.get("idempotency-replayed")).toBe("true")
  }
})

test("a crash before the commit – nothing happened, and the key is free when its claim has lapsed", async () => {
  const { send, effects, lapse, create, rows } = client()
  const crashed = new Promise(() => {})
  void send(() => crashed)
  await expect.poll(async () => (await rows()).length).toBe(1)
  await expect(send()).rejects.toMatchObject({ code: "request_in_progress" })
  await lapse()
  expect((await send(create)).status).toBe(201)
  expect(await effects()).toBe(1)
})

test("a crash after the commit – the response is repeated, nothing is done twice", async () => {
  const { send, effects, create } = client()
  const crash = async () => {
    await create()
    throw new Error("the connection is gone")
  }
  await expect(send(crash)).rejects.toThrow("gone")
  const [status, body, , replayed] = await said(await send())
  expect([status, replayed]).toEqual([201, "true"])
  expect(body).toContain("nsk_shown_once")
  expect(await effects()).toBe(1)
})

test("a request that outlives its claim commits nothing", async () => {
  const { send, effects, lapse, write, rows } = client()
  let inside = () => {}
  let go = () => {}
  const began = new Promise<void>((done) => (inside = done))
  const wait = new Promise<void>((done) => (go = done))
  const slow = send(() =>
    transaction(async (tx) => {
      inside()
      await wait
      await write(tx)
      return { id: "slow", secret: "s" }
    }),
  )
  await began
  await lapse()
  const second = await send()
  go()
  await expect(slow).rejects.toMatchObject({ code: "request_in_progress" })
  expect([second.status, await effects(), (await rows()).length]).toEqual([201, 1, 1])
})

test("a response that the transaction did not know is stored when it is known", async () => {
  const { send, effects, write } = client()
  const act = async () => {
    await transaction(async (tx) => void (await write(tx)))
    return { id: "later", secret: "s" }
  }
  expect((await send(act)).status).toBe(201)
  expect(await said(await send(act))).toEqual([201, expect.stringContaining("later"), "/things/later", "true"])
  expect(await effects()).toBe(1)
})

test("a refusal is stored; 429, 500 and 503 are not", async () => {
  const fail = (code: ConstructorParameters<typeof AppError>[0]) => async () => {
    throw new AppError(code)
  }
  const { send, create } = client()
  await expect(send(fail("already_member"))).rejects.toMatchObject({ status: 409 })
  expect(await said(await send(create))).toEqual([409, expect.stringContaining("already_member"), null, "true"])
  for (const code of ["rate_limited", "internal_error", "unavailable"] as const) {
    const other = client()
    await expect(other.send(fail(code))).rejects.toMatchObject({ code })
    expect((await other.send()).status).toBe(201)
  }
})

test("a key is kept for 24 hours, then free", async () => {
  const { send, effects, rows, lapse } = client()
  await send()
  const [row] = await rows()
  expect((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBeGreaterThan(23.9 * 3_600_000)
  await lapse()
  expect((await send(undefined, { body: { name: "b" } })).headers.get("idempotency-replayed")).toBeNull()
  expect(await effects()).toBe(2)
})

test("a response stored under another AUTH_SECRET is reported as such, and nothing is done twice", async () => {
  const { send, effects, rows } = client()
  await send()
  const [row] = await rows()
  await db().idempotencyKey.updateMany({
    where: { tenantId: "ten_1", credential: row?.credential ?? "" },
    data: { answer: new Uint8Array(randomBytes(90)), bodyHmac: new Uint8Array(randomBytes(32)) },
  })
  await expect(send()).rejects.toMatchObject({
    status: 422,
    code: "idempotency_key_reused",
    details: { reason: "response_lost" },
  })
  expect(await effects()).toBe(1)
})

test("a key has 1 to 255 characters", async () => {
  const { send } = client()
  expect((await send(undefined, { key: "k".repeat(255) })).status).toBe(201)
  for (const key of ["", "k".repeat(256)]) await expect(send(undefined, { key })).rejects.toMatchObject({ status: 422 })
})

test("R-001 – after the first of several transactions the key is claimed for one minute, not for a day", async () => {
  const { send, create, write, rows } = client()
  const held: number[] = []
  await send(async () => {
    await transaction(write)
    for (const { expiresAt, createdAt } of await rows()) held.push(expiresAt.getTime() - createdAt.getTime())
    return create()
  })
  expect(held).toHaveLength(1)
  expect(held[0]).toBeLessThan(120_000)
  const [{ expiresAt, createdAt } = expect.fail("no key")] = await rows()
  expect(expiresAt.getTime() - createdAt.getTime()).toBeGreaterThan(3_600_000)
})

test("P-6 – a partial result frees its key, even when the request's time is up; the next one goes on", async () => {
  const { send, create, effects, rows } = client()
  const more = { unfinished: ({ secret }: { secret: string }) => secret === "partial" }
  const late = { requestId: "req_late", ip: null, userAgent: null, begun: true, until: performance.now() + 2_000 }
  const partial = async () => {
    const made = await create()
    await new Promise((wake) => setTimeout(wake, late.until - performance.now() + 1))
    return { ...made, secret: "partial" }
  }
  const first = await withRequest(late, () => send(partial, { more }))
  expect([first.status, await rows()]).toEqual([201, []])
  expect((await send(create, { more })).headers.get("idempotency-replayed")).toBeNull()
  expect((await send(create, { more })).headers.get("idempotency-replayed")).toBe("true")
  expect(await effects()).toBe(2)
})

test("P-6 – a request that fails after its time is up frees its key", async () => {
  const { send, create, rows } = client()
  const late = { requestId: "req_late", ip: null, userAgent: null, begun: true, until: performance.now() + 500 }
  const fails = async () => {
    await new Promise((wake) => setTimeout(wake, late.until - performance.now() + 1))
    throw new AppError("unavailable")
  }
  await expect(withRequest(late, () => send(fails))).rejects.toMatchObject({ code: "unavailable" })
  expect(await rows()).toEqual([])
  expect((await send(create)).status).toBe(201)
})
