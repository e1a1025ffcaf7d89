import { operations, origin } from "./document"
import { alike, api, expect, good, signIn, test } from "./fixtures"
import { fill, idsIn, targetsOf } from "./samples"

// Invalid IDs: too long, Unicode, operators, arrays, SQL, paths, NUL.
const noIds = [
  "x".repeat(65),
  "ü",
  "org-1",
  "%00",
  '{"startsWith":""}',
  "[]",
  "' OR 1=1--",
  "..%2f..%2f",
  "null",
  "org_1%0a",
]

test("every {id} in a path – an invalid ID is 404, never 500", async ({ team }) => {
  const targets = await targetsOf(team)
  let tried = 0
  for (const { method, path, operation } of await operations())
    for (const { kind } of operation.security?.length === 0 ? [] : idsIn(path))
      for (const id of noIds) {
        const line = `${method} ${fill(path, { ...targets, [kind]: id.includes("%") ? id : encodeURIComponent(id) })}`
        const body = method === "GET" || method === "DELETE" ? undefined : {}
        const { status, text } = await team.owner.send(line, body)
        expect([400, 403, 404, 422], `${line}: ${text}`).toContain(status)
        tried++
      }
  expect(tried).toBeGreaterThan(50)
})

test("every {token} in a path – an invalid token is 404", async () => {
  for (const token of ["x", "A".repeat(43), "A".repeat(300), "%00", encodeURIComponent('{"startsWith":""}'), "[]"])
    for (const line of [`GET /invites/${token}`, `POST /invites/${token}/decline`, `POST /invites/${token}/request`])
      expect((await api(line)).outcome, line).toBe("404 not_found")
})

test("ids in bodies and queries – arrays and operator objects are 422 and never reach a query (S-138, S-189)", async ({
  team,
}) => {
  const operators = [{}, [], true, 0, { not: "" }, { startsWith: "" }, { contains: "a" }, { gt: "" }, ["org_123"], null]
  for (const value of operators) {
    expect(
      (await api("POST /auth/password/reset", { body: { token: value, new_password: "correct horse battery" } }))
        .outcome,
    ).toBe("422 validation_failed")
    expect((await api("POST /auth/verify-email", { body: { token: value } })).outcome).toBe("422 validation_failed")
    expect((await api("POST /auth/refresh", { body: { refresh_token: value } })).outcome).toBe("422 validation_failed")
    expect((await api("POST /auth/login", { body: { email: value, password: value } })).outcome).toBe(
      "422 validation_failed",
    )
  }
  for (const query of ["organization_id[startsWith]=o", "limit[gt]=1", "filter[role]=admin", "fields=password"])
    expect((await team.admin.send(`GET /users?${query}`)).outcome, query).toBe("400 unknown_parameter")
  for (const query of [
    "limit=0",
    "limit=-1",
    "limit=101",
    "limit=1e9",
    "limit=abc",
    "limit=1.5",
    "role=owner",
    "sort=password_hash",
    "sort=name;drop",
    "cursor=abc",
    "status=",
    "limit=1&limit=2",
    "role=member&role=super_admin",
  ])
    expect((await team.admin.send(`GET /users?${query}`)).outcome, query).toBe("422 validation_failed")
})

test("every body – __proto__ and constructor have no effect (S-234)", async ({ team }) => {
  const text = '{"__proto__":{"role":"admin","superAdmin":true},"constructor":{"prototype":{"role":"admin"}}}'
  expect((await team.member.send("PUT /users/me", undefined, { text })).outcome).toBe("422 validation_failed")
  const metadata = '{"metadata":{"__proto__":{"x":1},"a":{"constructor":{"prototype":{"polluted":true}}}}}'
  expect((await team.owner.send(`PUT /users/${team.guest.id}`, undefined, { text: metadata })).status).toBe(200)
  expect((await team.member.send<{ role: string }>("GET /users/me")).data.role).toBe("member")
  expect((await team.guest.send(`GET /organizations/${team.organizationId}/users`)).outcome).toBe(
    "403 permission_required",
  )
})

test("GET /.well-known/oauth-protected-resource – a client finds where tokens for the API come from (RFC 9728)", async () => {
  const header = (await api("GET /users/me")).headers.get("www-authenticate")
  const named = /resource_metadata="([^"]+)"/.exec(header ?? "")?.[1] ?? ""
  for (const address of [named, `${origin()}/.well-known/oauth-protected-resource`]) {
    const response = await fetch(address, { headers: { origin: "https://client.example.com" } })
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([200, "*"])
    const metadata = await response.json()
    expect(metadata).toMatchObject({
      resource: `${origin()}/api/v1`,
      authorization_servers: [origin()],
      bearer_methods_supported: ["header"],
    })
    expect(metadata.scopes_supported).toEqual(expect.arrayContaining(["profile:read", "users:write"]))
    const [issuer] = metadata.authorization_servers
    const server = await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json()
    expect(server.issuer).toBe(issuer)
  }
  expect((await fetch(`${origin()}/.well-known/oauth-protected-resource/other`)).status).toBe(404)
})

test("WWW-Authenticate – a missing, an invalid and an insufficient credential are distinguished (S-103)", async ({
  team,
}) => {
  const none = await api("GET /users/me")
  const bad = await api("GET /users/me", { token: "nonsense" })
  const weak = await team.guest.send("GET /users")
  const from = `resource_metadata="${origin()}/.well-known/oauth-protected-resource/api/v1"`
  expect([none, bad, weak].map(({ headers }) => headers.get("www-authenticate"))).toEqual([
    `Bearer realm="nanostack", ${from}`,
    `Bearer realm="nanostack", error="invalid_token", ${from}`,
    `Bearer realm="nanostack", error="insufficient_scope", scope="users:read", ${from}`,
  ])
  expect(weak.error).toMatchObject({ code: "permission_required", required: "users:read" })
  for (const authorization of [
    "Bearer",
    "Bearer ",
    "Bearer %",
    "Bearer %E0%A4%A",
    "Basic YTpi",
    "bearer",
    `Bearer ${"x".repeat(9000)}`,
  ])
    expect((await api("GET /users/me", { headers: { authorization } })).outcome, authorization).toBe(
      "401 invalid_token",
    )
})

test("an unknown path – 404 in the error envelope, under /api/v1 and /v1", async ({ team }) => {
  for (const path of ["/nothing", "/users/me/nothing", "/organizations", "/"].filter(
    (path) => path !== "/organizations",
  ))
    expect((await team.owner.send(`GET ${path}`)).outcome, path).toBe("404 not_found")
  const alias = await fetch(`${origin()}/v1/nothing`)
  expect([alias.status, (await alias.json()).error.code]).toEqual([404, "not_found"])
})

test("/v1 – responds as /api/v1 does", async ({ team }) => {
  const headers = { authorization: `Bearer ${team.admin.token}` }
  const [short, long] = await Promise.all(
    ["/v1", "/api/v1"].map((base) =>
      fetch(`${origin()}${base}/organizations/${team.organizationId}/users?sort=created_at`, { headers }),
    ),
  )
  expect(short?.status).toBe(200)
  // "Last seen" may be written between the two.
  const withoutSeen = (key: string, value: unknown) => (key === "last_seen_at" ? undefined : value)
  const rows = async (response?: Response) => JSON.stringify((await response?.json())?.data, withoutSeen)
  expect(await rows(short)).toEqual(await rows(long))
})

test("HEAD – as GET, without a body", async ({ team }) => {
  const head = await team.admin.send("HEAD /users/me")
  expect([head.status, head.text, head.headers.get("content-type")]).toEqual([
    200,
    "",
    "application/json; charset=utf-8",
  ])
  expect((await api("HEAD /users/me")).status).toBe(401)
})

test("every operation – the method is the request line's; override headers and _method change nothing (S-021)", async ({
  team,
}) => {
  const headers = { "x-http-method-override": "DELETE", "x-method-override": "DELETE", "x-http-method": "DELETE" }
  const before = await team.admin.send(`GET /users/${team.member.id}`)
  expect((await team.admin.send(`GET /users/${team.member.id}`, undefined, { headers })).data).toEqual(before.data)
  expect((await team.admin.send(`GET /users/${team.member.id}`)).status).toBe(200)
})

test("GET /users – Next's internal headers do not skip authentication (S-001)", async () => {
  for (const value of [
    "middleware",
    "src/middleware",
    "middleware:middleware:middleware:middleware:middleware",
    "proxy:proxy:proxy:proxy:proxy",
  ])
    expect((await api("GET /users", { headers: { "x-middleware-subrequest": value } })).outcome).toBe(
      "401 unauthenticated",
    )
})

test("every operation – the API does not accept the browser's session cookie (S-027)", async () => {
  const cookies = [
    "next-auth.session-token=x; __Host-next-auth.session-token=x",
    `token=${(await signIn("member@example.com", "nanostack-demo")).token}`,
  ]
  for (const cookie of cookies)
    expect((await api("GET /users/me", { headers: { cookie } })).outcome).toBe("401 unauthenticated")
})

test("every operation – the API does not accept a token in the query or body (S-102)", async ({ team }) => {
  expect((await api(`GET /users/me?access_token=${team.admin.token}`)).outcome).toBe("401 unauthenticated")
  expect((await api("PUT /users/me", { body: { access_token: team.admin.token } })).outcome).toBe("401 unauthenticated")
})

test("security headers – JSON cannot be framed, sniffed or made to load anything (S-047, S-255)", async ({ team }) => {
  const { headers } = await team.admin.send("GET /users/me")
  expect(headers.get("x-content-type-options")).toBe("nosniff")
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(headers.get("referrer-policy")).toBeTruthy()
  expect([headers.get("x-powered-by"), headers.get("server"), headers.get("set-cookie")]).toEqual([null, null, null])
})

test("GET /users – SQL in q is treated as text (S-240)", async ({ team }) => {
  for (const q of ["'", "--", "%", "_", "\\", "'; SELECT pg_sleep(3)--", "\u0000", "x".repeat(100)]) {
    const answer = await team.admin.send(`GET /users?q=${encodeURIComponent(q)}`)
    expect([200, 422], q).toContain(answer.status)
    if (answer.status === 200) expect(answer.data, q).toEqual([])
  }
})

test("errors – contain no stack, SQL or library names (S-252)", async ({ team }) => {
  const texts = [
    await api("POST /auth/login", { text: "{" }),
    await team.owner.send("GET /users?cursor=x"),
    await team.owner.send("PUT /users/x", {}),
  ]
  for (const { text } of texts) expect(text).not.toMatch(/prisma|postgres|select |stack|node_modules|\bat \w+ \(/i)
})

test("the same request twice – responses only differ in the request ID", async ({ team }) => {
  expect(alike(await team.guest.send("GET /users"))).toBe(alike(await team.guest.send("GET /users")))
  expect(good(await team.guest.send<{ id: string }>("GET /users/me")).id).toBe(team.guest.id)
})

test("PUT /users/{id} – metadata that PostgreSQL cannot store is 422", async ({ team }) => {
  for (const text of ['{"metadata":{"a":"\\u0000"}}', '{"metadata":{"a":"\\ud800"}}', '{"metadata":{"\\u0000":1}}'])
    expect((await team.owner.send(`PUT /users/${team.guest.id}`, undefined, { text })).outcome, text).toBe(
      "422 validation_failed",
    )
  const kept = { a: "\\u0000", b: "😀", c: "\\\\ud800" }
  expect(await team.owner.send(`PUT /users/${team.guest.id}`, { metadata: kept })).toMatchObject({
    status: 200,
    data: { metadata: kept },
  })
})
