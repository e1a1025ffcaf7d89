import { randomBytes } from "node:crypto"
import { api, expect, good, type Person, password, type Tokens, test } from "./fixtures"
import { anotherServer } from "./servers"

const own = "https://users.example.com"
const http = { "x-forwarded-proto": "http" }
const https = { "x-forwarded-proto": "https" }
const metricsToken = randomBytes(24).toString("hex")

type Server = Awaited<ReturnType<typeof anotherServer>>
let behind: Server
let alone: Server

// Only one of two servers trusts this machine as a proxy.
test.describe.configure({ mode: "default", timeout: 90_000 })
test.beforeAll(async () => {
  const trusting = { PUBLIC_URL: own, TRUSTED_PROXIES: "127.0.0.1,::1", METRICS_TOKEN: metricsToken }
  ;[behind, alone] = await Promise.all([anotherServer(trusting), anotherServer({ PUBLIC_URL: own })])
})
test.afterAll(() => Promise.all([behind.stop(), alone.stop()]))

/** Fetch does not allow setting Host, but servers that trust too much read this header instead. */
const ask = (server: Server, path: string, headers: Record<string, string>, method = "GET") =>
  fetch(`${server.origin}${path}`, {
    method,
    redirect: "manual",
    headers: { "x-forwarded-host": "evil.example.com", ...headers },
  })

/** Returns a token of this server: tokens of another PUBLIC_URL are invalid. */
async function tokenAt({ origin }: Server, { email }: Person, headers: Record<string, string>): Promise<string> {
  return good(await api<Tokens>("POST /auth/login", { body: { email, password }, headers, origin })).token
}

test("pages over plain http – are redirected to the same path on PUBLIC_URL, whatever Host says, without being cached (S-273)", async () => {
  const paths = ["/", "/login?next=%2Fprofile", "/reset-password?token=x", "/nothing-here", "//evil.example.com/x"]
  for (const path of paths)
    for (const method of ["GET", "HEAD"]) {
      const { status, headers } = await ask(behind, path, http, method)
      expect([path, status, headers.get("location")]).toEqual([path, 308, own + path])
      expect(headers.get("cache-control"), path).toBe("no-store")
    }
})

test("forms over plain http – rejected with a message, and not redirected (S-273)", async () => {
  for (const method of ["POST", "PUT", "DELETE"]) {
    const response = await ask(behind, "/login", http, method)
    expect([method, response.status, response.headers.get("location")]).toEqual([method, 403, null])
    expect(await response.text()).toContain("HTTPS is required")
  }
})

test("the API over plain http – 403 https_required, never redirected, and nothing happens (S-273)", async ({
  team,
}) => {
  const token = await tokenAt(behind, team.member, https)
  const asked = { token, headers: http, origin: behind.origin }
  const { outcome, error } = await api("GET /users/me", asked)
  expect(outcome).toBe("403 https_required")
  expect(error.message).toMatch(/^HTTPS is required\. Rotate any credential/)
  expect((await api("PUT /users/me", { ...asked, body: { bio: "sent in the clear" } })).outcome).toBe(outcome)
  const { data } = await api<{ bio: string | null }>("GET /users/me", { ...asked, headers: https })
  expect(data.bio).not.toBe("sent in the clear")
  for (const path of [
    "/v1/users",
    "/v1/nothing",
    "/.well-known/jwks.json",
    "/api/auth/session",
    "/api/webhooks/resend",
  ])
    for (const method of ["GET", "POST"]) {
      const response = await ask(behind, path, http, method)
      expect([path, response.status, response.headers.get("location")]).toEqual([path, 403, null])
      expect((await response.json()).error.code).toBe("https_required")
    }
})

test("requests by https, without X-Forwarded-Proto, or with one from an untrusted proxy – are served (S-273)", async ({
  team,
}) => {
  const cases: [string, Server, Record<string, string>][] = [
    ["https", behind, https],
    ["nothing said", behind, {}],
    ["two proxies, TLS ended at the outer one", behind, proxies("https, http")],
    ["not a proxy that is trusted", alone, http],
  ]
  for (const [name, server, headers] of cases) {
    expect([name, (await ask(server, "/login", headers)).status]).toEqual([name, 200])
    const token = await tokenAt(server, team.member, headers)
    const me = await api("GET /users/me", { token, headers, origin: server.origin })
    expect([name, me.outcome]).toEqual([name, "200"])
  }
  expect((await ask(behind, "/login", proxies("http, https"))).status).toBe(308)
})

const proxies = (said: string) => ({ "x-forwarded-for": "203.0.113.7, 127.0.0.1", "x-forwarded-proto": said })

test("probes and metrics over plain http – are served, since load balancers probe internally (S-273)", async () => {
  for (const path of ["/api/health/live", "/api/health/ready"])
    expect([path, (await ask(behind, path, http)).status]).toEqual([path, 200])
  const metrics = { ...http, authorization: `Bearer ${metricsToken}` }
  expect((await ask(behind, "/metrics", metrics)).status).toBe(200)
})
