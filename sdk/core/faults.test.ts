import { describe, expect, test } from "vitest"
import {
  cut,
  cutInside,
  failure,
  faultServer,
  html,
  json,
  noContent,
  ok,
  type Reply,
  silence,
  text,
} from "../../e2e/apps/fault-server"
import { NanostackClient, NanostackError } from "../server/src/index"

const apiKey = "nsk_test"

/** Returns the error of one attempt at reading a user. */
async function errorOf(...replies: Reply[]): Promise<NanostackError> {
  const { baseURL } = await faultServer(...replies)
  return failed(new NanostackClient({ baseURL, apiKey, retries: 0 }).users.get("user_1"))
}

async function failed(promise: Promise<unknown>): Promise<NanostackError> {
  const error = await promise.then(
    () => new Error("It did not fail"),
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(NanostackError)
  return error as NanostackError
}

describe("responses that are not Nanostack's", () => {
  const cases: [string, Reply, Partial<NanostackError>, RegExp][] = [
    ["HTML with 200", html(200), { code: "invalid_response", status: 200 }, /HTML instead of JSON.*baseURL/],
    ["HTML with 404", html(404), { code: "invalid_response", status: 404 }, /HTML instead of JSON.*baseURL/],
    ["HTML with 502", html(502), { code: "invalid_response", status: 502 }, /A proxy/],
    ["nothing with 200", text(200, "", "text/plain"), { code: "invalid_response" }, /200 and no body/],
    ["text", text(200, "hello", "text/plain"), { code: "invalid_response" }, /isn't JSON/],
    ["JSON of another API", json(200, { users: [] }), { code: "invalid_response" }, /isn't Nanostack's/],
    ["JSON null", json(200, null), { code: "invalid_response" }, /isn't Nanostack's/],
    [
      "another API's error",
      json(404, { error: "nope" }),
      { code: "invalid_response", status: 404 },
      /isn't Nanostack's/,
    ],
    ["half of the JSON", text(200, '{"success":tr', "application/json"), { code: "network_error" }, /incomplete/],
    ["a connection cut at once", cut, { code: "network_error", status: 0 }, /can't be reached/],
    ["a connection cut inside", cutInside, { code: "network_error", status: 0 }, /was lost/],
  ]
  test.each(cases)("%s is a NanostackError that says what happened", async (_, reply, expected, message) => {
    const error = await errorOf(reply)
    expect(error).toMatchObject({ name: "NanostackError", fields: [], ...expected })
    expect(error.message).toMatch(message)
  })

  test("a redirect is not followed, so that the credential is not sent elsewhere", async () => {
    const elsewhere = await faultServer(ok({}))
    const error = await errorOf((res) => res.writeHead(301, { location: elsewhere.baseURL }).end())
    expect(error).toMatchObject({ code: "invalid_response", status: 301 })
    expect(error.message).toContain("Set baseURL to")
    expect(elsewhere.seen).toEqual([])
  })

  test("no server", async () => {
    const { baseURL, close } = await faultServer(silence)
    await close()
    const error = await failed(new NanostackClient({ baseURL, apiKey, retries: 0 }).users.get("user_1"))
    expect(error).toMatchObject({ code: "network_error", status: 0 })
    expect(error.cause).toBeInstanceOf(TypeError)
  })

  test("no response in time", async () => {
    const { baseURL } = await faultServer(silence)
    const error = await failed(new NanostackClient({ baseURL, apiKey, retries: 0, timeout: 20 }).users.get("user_1"))
    expect(error).toMatchObject({ code: "timeout", message: expect.stringContaining("within 0.02 seconds") })
  })
})

describe("responses of the API", () => {
  test("204 is an envelope without data", async () => {
    const { baseURL } = await faultServer(noContent)
    expect(await new NanostackClient({ baseURL, apiKey }).users.delete("user_1")).toEqual({ success: true, data: null })
  })

  test("a failure keeps its code, message, fields and request ID", async () => {
    const fields = [{ field: "email", code: "invalid", message: "Enter one email address." }]
    expect(await errorOf(failure(422, "validation_failed", { fields }))).toMatchObject({
      status: 422,
      code: "validation_failed",
      message: "A sentence about validation_failed.",
      requestId: "req_1",
      fields,
    })
    expect(await errorOf(failure(403, "permission_required", { required: "users:read" }))).toMatchObject({
      status: 403,
      required: "users:read",
    })
  })

  test("a date in Retry-After is compared with the server's clock, which may differ by years", async () => {
    const date = "Mon, 01 Jan 2001 00:00:00 GMT"
    const headers = { date, "retry-after": "Mon, 01 Jan 2001 00:01:30 GMT" }
    expect(await errorOf(failure(429, "rate_limited", {}, headers))).toMatchObject({ retryAfter: 90 })
  })
})

describe("aborting", () => {
  test("before the call, during it, and between two attempts", async () => {
    const { baseURL, seen } = await faultServer(failure(503, "unavailable", {}, { "retry-after": "50" }), silence)
    const client = new NanostackClient({ baseURL, apiKey })
    const cancelled = { code: "aborted", status: 0, cause: expect.anything() }
    expect(await failed(client.users.get("user_1", { signal: AbortSignal.abort() }))).toMatchObject(cancelled)
    expect(seen).toHaveLength(0)
    for (const sent of [1, 2]) {
      const controller = new AbortController()
      const call = failed(client.users.get("user_1", { signal: controller.signal }))
      await expect.poll(() => seen.length).toBe(sent)
      controller.abort()
      expect(await call).toMatchObject(cancelled)
    }
    expect(seen).toHaveLength(2)
  })
})
