import { operations, origin } from "./document"
import { expect, test } from "./fixtures"
import { anotherServer } from "./servers"

const page = "https://app.example.com"

async function ask(from: string | undefined, at = origin(), path = "/users", method = "POST") {
  const headers = {
    ...(from === undefined ? {} : { origin: from }),
    "access-control-request-method": method,
    "access-control-request-headers": "authorization, x-secret",
  }
  return fetch(`${at}/api/v1${path}`, { method: "OPTIONS", headers })
}

test("CORS in a demo – pages of this machine may call the API, others may not (S-048)", async () => {
  for (const local of ["http://localhost:5173", "http://127.0.0.1:8080", "http://[::1]:3000", "https://localhost"]) {
    const answer = await ask(local)
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([204, local])
  }
  const others = [
    "https://evil.test",
    "null",
    "http://localhost.evil.test",
    "http://evil.test#localhost",
    "http://LOCALHOST:5173",
    "file://localhost",
    "http://localhost:5173/",
    "http://user@localhost",
    undefined,
  ]
  for (const other of others) {
    const answer = await ask(other)
    expect(
      [answer.status, answer.headers.get("access-control-allow-origin"), answer.headers.get("vary")],
      other,
    ).toEqual([204, null, "Origin"])
  }
})

test("CORS in production – exactly the origins of CORS_ORIGINS may call, never with credentials (S-048)", async () => {
  const server = await anotherServer({
    NANOSTACK_MODE: "production",
    MAIL: "off",
    BCRYPT_COST: "10",
    HOST: "127.0.0.1",
    CORS_ORIGINS: page,
  })
  try {
    const others = [
      "http://app.example.com",
      `${page}.evil.test`,
      "https://APP.example.com",
      "https://evil.test",
      "null",
      "http://localhost:5173",
    ]
    for (const other of others)
      expect((await ask(other, server.origin)).headers.get("access-control-allow-origin"), other).toBeNull()
    for (const answer of [
      await ask(page, server.origin),
      await fetch(`${server.origin}/v1/users/me`, { headers: { origin: page } }),
    ]) {
      expect(answer.headers.get("access-control-allow-origin")).toBe(page)
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull()
      expect(answer.headers.get("vary")).toBe("Origin")
    }
  } finally {
    await server.stop()
  }
})

test("CORS preflight – allows the methods and headers that the API reads, and no others", async () => {
  const { headers } = await ask("http://localhost:5173")
  expect(headers.get("access-control-allow-methods")).toBe("GET, POST, HEAD, OPTIONS")
  expect(headers.get("access-control-allow-headers")).toBe(
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, traceparent, tracestate",
  )
  expect((await ask("http://localhost:5173", origin(), "/nothing")).status).toBe(404)
})

test("CORS – a page can read error responses and our response headers", async () => {
  const answer = await fetch(`${origin()}/api/v1/users/me`, { headers: { origin: "http://localhost:5173" } })
  expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([401, "http://localhost:5173"])
  const exposed = (answer.headers.get("access-control-expose-headers") ?? "").split(", ")
  expect(exposed.sort()).toEqual([
    "ETag",
    "Idempotency-Replayed",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-Id",
  ])
})

test("OPTIONS – every path lists its methods, and 405 names the same", async () => {
  const methods = new Map<string, string[]>()
  for (const { method, path } of await operations()) methods.set(path, [...(methods.get(path) ?? []), method])
  for (const [path, has] of methods) {
    const address = `${origin()}/api/v1${path.replace(/\{\w+\}/g, "x")}`
    const all = [...has, ...(has.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort()
    const allow = async (method: string) => {
      const { status, headers } = await fetch(address, { method })
      return [status, (headers.get("allow") ?? "").split(", ").sort()]
    }
    expect(await allow("OPTIONS"), path).toEqual([204, all])
    expect(await allow("PROPFIND"), path).toEqual([405, all])
  }
})

test("HEAD – as GET, without a body", async ({ team }) => {
  const headers = { authorization: `Bearer ${team.member.token}` }
  const [head, get] = await Promise.all(
    ["HEAD", "GET"].map((method) => fetch(`${origin()}/api/v1/users/me`, { method, headers })),
  )
  expect([head?.status, head?.headers.get("content-type"), await head?.text()]).toEqual([
    200,
    get?.headers.get("content-type"),
    "",
  ])
  expect((await fetch(`${origin()}/api/v1/auth/login`, { method: "HEAD" })).status).toBe(405)
})
