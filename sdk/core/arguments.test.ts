import { describe, expect, test } from "vitest"
import { faultServer, ok } from "../../e2e/apps/fault-server"
import { NanostackClient, type NanostackError, type ServerOptions } from "../server/src/index"
import { apiAddress } from "./address"

const apiKey = "nsk_test"
const get = (options: Partial<ServerOptions>) =>
  new NanostackClient({ baseURL: "http://127.0.0.1:9", apiKey, retries: 0, ...options }).users.get("user_1")

describe("settings", () => {
  test.each([undefined, null, "", "  ", "users.example.com", "ftp://example.com", "https://a:b@example.com", "//"])(
    "baseURL %j is rejected with a readable message",
    async (baseURL) => {
      await expect(get({ baseURL })).rejects.toMatchObject({
        name: "NanostackError",
        code: "configuration",
        message: expect.stringContaining("baseURL"),
      })
    },
  )

  test.each([undefined, null, "", " "])("apiKey %j is rejected with a readable message", async (apiKey) => {
    await expect(get({ apiKey })).rejects.toMatchObject({
      name: "NanostackError",
      code: "configuration",
      message: expect.stringContaining("apiKey is missing"),
    })
  })

  test.each(["nsk_a\nb", "nsk_ä", "nsk_a b"])("apiKey %j is rejected with a readable message", async (apiKey) => {
    await expect(get({ apiKey })).rejects.toMatchObject({ code: "configuration" })
  })

  test("a client can be created without options; its calls say what is missing", async () => {
    // @ts-expect-error: the types require them
    await expect(new NanostackClient().users.get("user_1")).rejects.toMatchObject({ code: "configuration" })
  })

  test.each([
    ["https://users.example.com", "https://users.example.com/api/v1"],
    [" https://users.example.com/ ", "https://users.example.com/api/v1"],
    ["https://users.example.com/v1/", "https://users.example.com/v1"],
    ["https://users.example.com/api/v1", "https://users.example.com/api/v1"],
    ["http://localhost:3000/nanostack?a#b", "http://localhost:3000/nanostack/api/v1"],
  ])("baseURL %j means %s", (given, meant) => {
    expect(apiAddress(given)).toBe(meant)
  })
})

describe("arguments", () => {
  const bad = [undefined, null, "", ".", "..", "a/b", "user_1?x", "%2e%2e", "a b", ["user_1"], 7, "x".repeat(257)]
  test.each(bad)("the ID %j is rejected before anything is sent", async (id) => {
    const { baseURL, seen } = await faultServer(ok({}))
    const client = new NanostackClient({ baseURL, apiKey })
    // Data from a request may not really be a string.
    const call = client.users.delete(id as string).catch((error: NanostackError) => error)
    expect(await call).toMatchObject({ name: "NanostackError", code: "invalid_argument" })
    expect(seen).toEqual([])
  })

  test("data that is not JSON is rejected", async () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    const client = new NanostackClient({ baseURL: "http://127.0.0.1:9", apiKey })
    await expect(client.users.update("user_1", { metadata: circle })).rejects.toMatchObject({
      code: "invalid_argument",
    })
  })

  test("undefined values are not sent; dates and spaces are written as the API parses them", async () => {
    const { baseURL, seen } = await faultServer(ok({}))
    const client = new NanostackClient({ baseURL, apiKey })
    await client.users.update("user_1", { name: "Ada" }, { organization_id: "org_1", ifMatch: 3 })
    await client.users.list({ q: "a b&c", total: true, role: undefined }).page()
    expect(seen).toMatchObject([
      {
        method: "PUT",
        url: "/api/v1/users/user_1?organization_id=org_1",
        headers: { authorization: "Bearer nsk_test", "content-type": "application/json", "if-match": '"3"' },
        body: { name: "Ada" },
      },
      { method: "GET", url: "/api/v1/users?q=a+b%26c&total=true" },
    ])
    expect(seen[1]?.headers).not.toHaveProperty("content-type")
  })
})
