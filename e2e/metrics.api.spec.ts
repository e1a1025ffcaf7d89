import { get } from "node:http"
import { origin } from "./document"
import { api, expect, good, invite, newAddress, signIn, test } from "./fixtures"
import { anotherServer } from "./servers"

/** Requests /metrics with an address and Host header; fetch does not allow setting the latter. */
function metrics(headers: Record<string, string> = {}, at = origin()): Promise<{ status: number; text: string }> {
  return new Promise((done, fail) => {
    get(`${at}/metrics`, { headers, agent: false }, (response) => {
      let text = ""
      response
        .on("data", (chunk) => (text += chunk))
        .on("end", () => done({ status: Number(response.statusCode), text }))
    }).on("error", fail)
  })
}

/** Returns a metric's value, by its name and labels as printed. */
function read(text: string, name: string): number {
  const line = text.split("\n").find((one) => one.startsWith(`${name} `))
  return line === undefined ? 0 : Number(line.slice(name.length))
}

const me = 'nanostack_http_request_duration_seconds_count{method="GET",route="/v1/users/me",status="200"}'

test("GET /metrics – counts requests by route, method and status", async ({ team }) => {
  const before = await metrics()
  expect(before.status).toBe(200)
  for (let i = 0; i < 5; i++) await team.member.send("GET /users/me")
  await (await fetch(`${origin()}/login`)).text()
  const { text } = await metrics()
  expect(read(text, me) - read(before.text, me)).toBeGreaterThanOrEqual(5)
  const page = 'nanostack_http_request_duration_seconds_count{method="GET",route="(page)",status="200"}'
  await expect.poll(async () => read((await metrics()).text, page)).toBeGreaterThan(0)
  for (const name of [
    "nanostack_http_requests_in_flight",
    'nanostack_shed_total{reason="requests"}',
    "nanostack_database_connections_used",
    "nanostack_database_waiting",
    "nanostack_password_queue",
    "nanostack_mails_waiting",
    "nanostack_mails_oldest_seconds",
    "nanostack_revocation_streams",
    "nanostack_rate_limit_fallback",
    "nanostack_caller_cache_on",
    'nanostack_caller_cache_total{result="hit"}',
    "process_resident_memory_bytes",
    "nodejs_eventloop_lag_p99_seconds",
  ])
    expect(text, name).toContain(`\n${name} `)
  expect(read(text, "nanostack_caller_cache_on")).toBe(1)
  expect(read(text, 'nanostack_caller_cache_total{result="hit"}')).toBeGreaterThan(0)
})

test("GET /metrics – labels are patterns: no ID, address or token", async ({ team }) => {
  const { token, email } = await invite(team.owner, newAddress())
  await api(`GET /invites/${token}`)
  await api("GET /invites/looks-like-a-token")
  await team.owner.send(`GET /users/${team.member.id}`)
  await team.owner.send(`GET /users?q=${encodeURIComponent(team.canary)}`)
  await fetch(`${origin()}/invites/${token}`)
  await fetch(`${origin()}/${team.canary}`)
  await fetch(`${origin()}/v1/${team.canary}`)
  const { text } = await metrics()
  expect(text).toContain('route="/v1/invites/{token}"')
  for (const secret of [token, email, team.member.id, team.canary, "looks-like-a-token", "canary"])
    expect(text).not.toContain(secret)
})

test("GET /metrics – a reused refresh token is counted", async () => {
  const name = 'nanostack_sessions_ended_total{reason="refresh_reused"}'
  const { refreshToken: refresh_token } = await signIn("member@example.com", "nanostack-demo")
  const before = read((await metrics()).text, name)
  const next = good(await api<{ refresh_token: string }>("POST /auth/refresh", { body: { refresh_token } }))
  good(await api("POST /auth/refresh", { body: { refresh_token: next.refresh_token } }))
  expect((await api("POST /auth/refresh", { body: { refresh_token } })).status).toBe(401)
  expect(read((await metrics()).text, name)).toBeGreaterThan(before)
})

test("GET /metrics – 404 for requests from elsewhere and through a proxy", async () => {
  const elsewhere: Record<string, string>[] = [
    { "x-forwarded-for": "127.0.0.1" },
    { "x-forwarded-for": "" },
    { forwarded: "for=127.0.0.1" },
    { "x-real-ip": "127.0.0.1" },
    { via: "1.1 proxy" },
    { host: "users.example.com" },
    { authorization: "Bearer undefined" },
  ]
  for (const headers of elsewhere) {
    const { status, text } = await metrics(headers)
    expect([status, text.includes("nanostack_")], JSON.stringify(headers)).toEqual([404, false])
  }
})

test("GET /metrics – METRICS_TOKEN gives access, also through proxies; a trusted proxy is not this machine", async () => {
  test.slow()
  const token = "metrics-token-of-the-tests"
  const server = await anotherServer({ METRICS_TOKEN: token, TRUSTED_PROXIES: "127.0.0.1" })
  try {
    const ask = async (headers = {}) => (await metrics(headers, server.origin)).status
    expect(await ask()).toBe(404)
    expect(await ask({ authorization: `Bearer ${token.slice(1)}` })).toBe(404)
    expect(await ask({ authorization: `Bearer ${token}` })).toBe(200)
    expect(
      await ask({ authorization: `Bearer ${token}`, "x-forwarded-for": "10.1.2.3", host: "users.example.com" }),
    ).toBe(200)
  } finally {
    await server.stop()
  }
})
