import { describe, expect, test } from "vitest"
import { cut, cutInside, failure, faultServer, html, noContent, ok, type Reply } from "../../e2e/apps/fault-server"
import { NanostackClient as BrowserClient } from "../client/src/index"
import { NanostackClient } from "../server/src/index"
import { backoff } from "./retry"

const user = { id: "user_1" }
const newUser = { email: "jane@example.com", name: "Jane", role: "member", organization_id: "org_1" } as const

async function server(...replies: Reply[]) {
  const { baseURL, seen } = await faultServer(...replies)
  return { client: new NanostackClient({ baseURL, apiKey: "nsk_test" }), seen, baseURL }
}

describe("retried", () => {
  const passing: [string, Reply][] = [
    ["502 from a proxy", html(502)],
    ["503", failure(503, "unavailable")],
    ["504", html(504)],
    ["429", failure(429, "rate_limited", {}, { "retry-after": "0" })],
    ["a connection cut at once", cut],
    ["a connection cut inside", cutInside],
  ]
  test.each(passing)("reads, after %s", async (_, reply) => {
    const { client, seen } = await server(reply, ok(user))
    expect((await client.users.get("user_1")).data).toEqual(user)
    expect(seen).toHaveLength(2)
  })

  test.each(passing)("creating calls, after %s, with the same key and body", async (_, reply) => {
    const { client, seen } = await server(reply, ok(user, 201))
    await client.users.create(newUser)
    const [first, second] = seen
    expect(first?.headers["idempotency-key"]).toMatch(/^[0-9a-f]{32}$/)
    expect(second?.headers["idempotency-key"]).toBe(first?.headers["idempotency-key"])
    expect(second?.body).toEqual(newUser)
  })

  test("every creating call has a separate key, or the given one", async () => {
    const { client, seen } = await server(ok(user, 201))
    await client.users.create(newUser)
    await client.invites.create("org_1", { email: "jane@example.com", role: "member" })
    await client.organizations.create({ name: "Harbor" }, { idempotencyKey: "mine" })
    const keys = seen.map(({ headers }) => headers["idempotency-key"])
    expect(new Set(keys).size).toBe(3)
    expect(keys[2]).toBe("mine")
  })

  test("while the first attempt is still in progress", async () => {
    const { client, seen } = await server(cut, failure(409, "request_in_progress"), ok(user, 201))
    expect((await client.users.create(newUser)).data).toEqual(user)
    expect(seen).toHaveLength(3)
  })

  test("deletions whose first response was lost: a 404 counts as success", async () => {
    const { client } = await server(cut, failure(404, "not_found"))
    expect(await client.users.delete("user_1")).toEqual({ success: true, data: null })
  })

  test("as often as configured, and no more", async () => {
    const { client, seen } = await server(failure(503, "unavailable"))
    await expect(client.users.get("user_1", { retries: 2 })).rejects.toMatchObject({ status: 503, code: "unavailable" })
    expect(seen).toHaveLength(3)
  })
})

describe("not retried", () => {
  test("calls that may have succeeded and are not idempotent", async () => {
    for (const reply of [cut, html(502), failure(503, "unavailable")]) {
      const { client, seen } = await server(reply, ok(user))
      await expect(client.users.restore("user_1")).rejects.toMatchObject({ name: "NanostackError" })
      await expect(client.auth.login({ email: "a@example.com", password: "x" })).resolves.toBeTruthy()
      expect(seen).toHaveLength(2)
    }
  })

  test("changes with a version: the second attempt would conflict with the first", async () => {
    const { client, seen } = await server(cut, ok(user))
    await expect(client.users.update("user_1", { name: "Ada" }, { ifMatch: 1 })).rejects.toMatchObject({
      code: "network_error",
    })
    expect(seen).toHaveLength(1)
  })

  test("errors of the caller", async () => {
    for (const [status, code] of [
      [404, "not_found"],
      [409, "already_member"],
      [422, "validation_failed"],
      [500, "internal_error"],
    ] as const) {
      const { client, seen } = await server(failure(status, code), ok(user))
      await expect(client.users.delete("user_1")).rejects.toMatchObject({ status, code })
      expect(seen).toHaveLength(1)
    }
  })

  test("where the server requires a longer wait than the maximum", async () => {
    const { client, seen } = await server(failure(429, "rate_limited", {}, { "retry-after": "3600" }), noContent)
    await expect(client.users.get("user_1")).rejects.toMatchObject({ status: 429, retryAfter: 3600 })
    expect(seen).toHaveLength(1)
  })

  test("sign-ins: the user gets the error immediately", async () => {
    const { baseURL, seen } = await server(failure(429, "rate_limited", {}, { "retry-after": "1" }))
    const client = new BrowserClient({ baseURL })
    await expect(client.auth.login({ email: "a@example.com", password: "x" })).rejects.toMatchObject({ status: 429 })
    expect(seen).toHaveLength(1)
  })
})

test("waits are doubled, partly random, and never shorter than the server requires", () => {
  const many = (attempt: number, after?: number) => Array.from({ length: 200 }, () => backoff(attempt, after))
  expect(Math.min(...many(0, 3))).toBeGreaterThanOrEqual(3_000)
  expect(new Set(many(0)).size).toBeGreaterThan(100)
  expect(Math.max(...many(0))).toBeLessThanOrEqual(Math.min(...many(1)))
  expect(Math.max(...many(30))).toBeLessThanOrEqual(8_000)
})
