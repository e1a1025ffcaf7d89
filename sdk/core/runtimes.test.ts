import { afterEach, expect, test, vi } from "vitest"
import { faultServer, ok } from "../../e2e/apps/fault-server"
import { NanostackClient as BrowserClient } from "../client/src/index"
import { NanostackClient } from "../server/src/index"

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

test("refresh attempts begin well before the server's grace period of ten seconds ends (K-6)", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] })
  try {
    const began = performance.now()
    const attempts: number[] = []
    const hanging: typeof fetch = (_, init) => {
      attempts.push(performance.now() - began)
      return new Promise((_done, fail) => init?.signal?.addEventListener("abort", () => fail(new Error("aborted"))))
    }
    const client = new BrowserClient({
      baseURL: "https://users.example.com",
      token: "a",
      refreshToken: "b",
      fetch: hanging,
    })
    for (const exchange of [() => client.auth.refresh(), () => client.auth.switch("org_1", { timeout: 6_900 })]) {
      const start = performance.now() - began
      attempts.length = 0
      const failed = exchange().catch((error) => error)
      await vi.advanceTimersByTimeAsync(60_000)
      expect(await failed).toMatchObject({ code: "timeout" })
      expect(attempts.length).toBeGreaterThan(0)
      expect(Math.max(...attempts) - start).toBeLessThan(8_000)
    }
  } finally {
    vi.useRealTimers()
  }
})

test("a runtime whose fetch throws for `cache` is served without it: Cloudflare Workers of 2024 (K-8)", async () => {
  const { baseURL } = await faultServer(ok({ id: "user_1" }))
  const refuse = (init: RequestInit | undefined) => {
    if (init && "cache" in init) throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.")
  }
  const Plain = Request
  vi.stubGlobal(
    "Request",
    class extends Plain {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        refuse(init)
        super(input, init)
      }
    },
  )
  vi.resetModules()
  const { NanostackClient } = await import("../server/src/index")
  const strict: typeof fetch = (input, init) => {
    refuse(init)
    return fetch(input, init)
  }
  const client = new NanostackClient({ baseURL, apiKey: "nsk_test", fetch: strict })
  expect((await client.users.get("user_1")).data).toEqual({ id: "user_1" })
})

test("without crypto, creating calls reject with a sentence that says what to do; with a key they work (K-8)", async () => {
  const { baseURL, seen } = await faultServer(ok({ id: "user_1" }, 201))
  const client = new NanostackClient({ baseURL, apiKey: "nsk_test" })
  vi.stubGlobal("crypto", undefined)
  const body = { name: "Harbor" }
  const refused = { code: "configuration", message: expect.stringContaining("crypto") }
  await expect(client.organizations.create(body)).rejects.toMatchObject(refused)
  await client.organizations.create(body, { idempotencyKey: "mine" })
  expect(seen).toHaveLength(1)
  const local = client.verifyTokenLocally(`${btoa('{"alg":"ES256","typ":"JWT","kid":"a"}')}.${btoa("{}")}.c2ln`)
  await expect(local).rejects.toMatchObject(refused)
})

test("verifyToken sees what the same client has changed immediately (K-5)", async () => {
  const answer = (permissions: string[]) =>
    ok({ active: true, user: { id: "user_1" }, organization_id: "org_1", role: "member", permissions, expires_at: "x" })
  let held: string[] = ["users:read"]
  const { baseURL, seen } = await faultServer((res, request) => {
    if (request.method === "PUT") held = []
    const reply = request.url.endsWith("/introspect") ? answer(held) : ok({ id: "user_1" })
    reply(res, request)
  })
  const client = new NanostackClient({ baseURL, apiKey: "nsk_test" })
  const can = async () => (await client.verifyToken("a.b.c")).can("users:read")
  expect([await can(), await can()]).toEqual([true, true])
  await client.users.update("user_1", { permissions: [] })
  expect(await can()).toBe(false)
  held = ["users:read"]
  await client.withToken("a.b.c").users.update("me", { name: "Ada" })
  expect(await can()).toBe(false)
  expect(seen.filter(({ url }) => url.endsWith("/introspect"))).toHaveLength(3)
})

test("forClient sends the key and the client's address with sign-ins, and only then (K-7)", async () => {
  const { baseURL, seen } = await faultServer(ok({ token: "a" }))
  const client = new NanostackClient({ baseURL, apiKey: "nsk_test" })
  const body = { email: "ada@example.com", password: "x" }
  await client.forClient("203.0.113.7").login(body)
  await client.auth.login(body)
  expect(seen.map(({ headers }) => [headers["nanostack-client-address"], headers.authorization])).toEqual([
    ["203.0.113.7", "Bearer nsk_test"],
    [undefined, undefined],
  ])
})
