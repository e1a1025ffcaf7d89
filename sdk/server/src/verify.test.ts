import { expect, test, vi } from "vitest"
import { failure, faultServer, html, ok, type Reply } from "../../../e2e/apps/fault-server"
import { NanostackClient } from "./index"

const token = "aaa.bbb.ccc"
const active = {
  active: true,
  user: { id: "user_1", name: "Ada" },
  organization_id: "org_1",
  role: "member",
  permissions: ["billing:read"],
  expires_at: "2030-01-01T00:00:00Z",
}

async function server(...replies: Reply[]) {
  const { baseURL, seen } = await faultServer(...replies)
  return { client: new NanostackClient({ baseURL, apiKey: "nsk_test", retries: 0 }), seen, baseURL }
}

test("a token returns its owner and their permissions", async () => {
  const { client, seen } = await server(ok(active))
  const caller = await client.verifyToken(token)
  expect(caller).toMatchObject({ user: { id: "user_1" }, role: "member", organization_id: "org_1" })
  expect([caller.can("billing:read"), caller.can("billing:write")]).toEqual([true, false])
  expect(seen).toMatchObject([
    { method: "POST", url: "/api/v1/auth/introspect", headers: { authorization: "Bearer nsk_test" }, body: { token } },
  ])
})

test("concurrent checks of a token share one request, and the result is cached for a second at most", async () => {
  const { client, seen } = await server(ok(active))
  const now = vi.spyOn(performance, "now").mockReturnValue(10_000)
  await Promise.all(Array.from({ length: 20 }, () => client.verifyToken(token)))
  expect(seen).toHaveLength(1)
  now.mockReturnValue(10_999)
  await client.verifyToken(token)
  expect(seen).toHaveLength(1)
  // Setting back the machine's clock changes nothing.
  const date = vi.spyOn(Date, "now").mockReturnValue(0)
  now.mockReturnValue(11_000)
  await client.verifyToken(token)
  expect(seen).toHaveLength(2)
  now.mockRestore()
  date.mockRestore()
})

test("a longer cache time is not possible, a shorter one is", async () => {
  const { baseURL, seen } = await server(ok(active))
  const now = vi.spyOn(performance, "now").mockReturnValue(10_000)
  const long = new NanostackClient({ baseURL, apiKey: "nsk_test", verifyCache: 60_000 })
  await long.verifyToken(token)
  now.mockReturnValue(11_000)
  await long.verifyToken(token)
  expect(seen).toHaveLength(2)
  const none = new NanostackClient({ baseURL, apiKey: "nsk_test", verifyCache: 0 })
  await none.verifyToken(token)
  await none.verifyToken(token)
  expect(seen).toHaveLength(4)
  now.mockRestore()
})

test("a token that is not active is rejected", async () => {
  const { client } = await server(ok({ active: false }))
  await expect(client.verifyToken(token)).rejects.toMatchObject({ status: 401, code: "invalid_token" })
})

test.each([null, undefined, "", "nsk_abc", "a.b", "a b.c.d", `${"a".repeat(9000)}.b.c`])(
  "%j is rejected without a request",
  async (given) => {
    const { client, seen } = await server(ok(active))
    await expect(client.verifyToken(given)).rejects.toMatchObject({ name: "NanostackError", status: 401 })
    expect(seen).toHaveLength(0)
  },
)

test("a rejected API key is not reported as the caller's error", async () => {
  const { client } = await server(failure(401, "invalid_token"))
  await expect(client.verifyToken(token)).rejects.toMatchObject({
    status: 0,
    code: "configuration",
    message: expect.stringContaining("API key"),
    requestId: "req_1",
  })
})

test("a failed result is not cached", async () => {
  const { client } = await server(html(502), ok(active))
  await expect(client.verifyToken(token)).rejects.toMatchObject({ status: 502 })
  await expect(client.verifyToken(token)).resolves.toMatchObject({ role: "member" })
})

test("an API key in a browser causes a warning", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {})
  vi.stubGlobal("window", {})
  vi.stubGlobal("document", {})
  new NanostackClient({ baseURL: "https://users.example.com", apiKey: "nsk_test" })
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("don't use an API key in a browser"))
  vi.unstubAllGlobals()
  warn.mockRestore()
})
