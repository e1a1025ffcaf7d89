import { origin } from "./document"
import { api, expect, good, newAddress, newTeam, test } from "./fixtures"
import { makeKey } from "./samples"

type Key = { id: string; name: string; permissions: string[] }

test("POST /api-keys – its Location works, and shows no secret (P-13)", async ({ team }) => {
  const made = await team.owner.send("POST /api-keys", { name: "Located", role: "guest", permissions: [] })
  const location = (made.headers.get("location") ?? "").replace("/api/v1", "")
  const { id } = good(made) as Key
  const found = await team.owner.send<Key>(`GET ${location}`)
  expect(good(found)).toMatchObject({ id, name: "Located" })
  expect(found.text).not.toContain("nsk_")
  expect((await team.member.send(`GET ${location}`)).outcome).toBe("403 permission_required")
})

test("GET /api-keys/{id} – a key of another tenant is 404; a key can't read keys", async ({ team, foreign }) => {
  const { id } = await makeKey(foreign.owner.send, { name: "Foreign", role: "guest", permissions: [] })
  expect((await team.owner.send(`GET /api-keys/${id}`)).outcome).toBe("404 not_found")
  const own = await makeKey(team.owner.send, { name: "Own", role: "guest", permissions: [] })
  expect((await api(`GET /api-keys/${own.id}`, { token: own.secret })).outcome).toBe("403 not_a_user")
})

test("GET /api-keys/self – the calling key; people have none", async ({ team }) => {
  const { id, secret } = await makeKey(team.owner.send, { name: "Self", role: "guest", permissions: ["users:read"] })
  expect(good(await api<Key>("GET /api-keys/self", { token: secret }))).toMatchObject({
    id,
    permissions: ["users:read"],
  })
  expect((await team.owner.send("GET /api-keys/self")).outcome).toBe("403 permission_required")
})

test("POST /auth/introspect – API keys too, within the organization or tenant only", async ({ team, foreign }) => {
  const asking = await makeKey(team.owner.send, { name: "Asking", role: "guest", permissions: [] })
  const asked = await makeKey(team.owner.send, { name: "Asked", role: "guest", permissions: ["billing:read"] })
  const other = await makeKey(foreign.owner.send, { name: "Other", role: "guest", permissions: [] })
  const wide = await makeKey(team.owner.send, { name: "Wide", role: "guest", permissions: [], tenant_wide: true })
  const about = (secret: string) => api("POST /auth/introspect", { body: { token: secret }, token: asking.secret })
  expect(good(await about(asked.secret))).toMatchObject({
    active: true,
    api_key: { id: asked.id },
    organization_id: team.organizationId,
    permissions: ["billing:read"],
  })
  for (const secret of [other.secret, wide.secret, "nsk_unknown"])
    expect(good(await about(secret))).toEqual({ active: false })
  await team.owner.send(`DELETE /api-keys/${asked.id}`)
  expect(good(await about(asked.secret))).toEqual({ active: false })
})

test("POST /auth/introspect – a form gets the response of RFC 7662", async ({ team }) => {
  const { secret } = await makeKey(team.owner.send, { name: "Standard", role: "guest", permissions: [] })
  const ask = async (form: Record<string, string> | string) => {
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/x-www-form-urlencoded" }
    const body = new URLSearchParams(form).toString()
    const response = await fetch(`${origin()}/api/v1/auth/introspect`, { method: "POST", headers, body })
    return { status: response.status, body: await response.json() }
  }
  const { status, body } = await ask({ token: team.member.token, token_type_hint: "access_token" })
  expect([status, body]).toMatchObject([
    200,
    { active: true, sub: team.member.id, username: team.member.email, token_type: "Bearer" },
  ])
  expect(body.scope.split(" ")).toContain("users:read")
  expect(body.exp).toBeGreaterThan(Date.now() / 1000)
  expect(await ask({ token: secret })).toMatchObject({ status: 200, body: { active: true, token_type: "Bearer" } })
  expect(await ask({ token: "unknown" })).toEqual({ status: 200, body: { active: false } })
  expect((await ask({})).status).toBe(422)
  expect((await ask("token=a&token=b")).status).toBe(400)
})

test("POST /permissions/check – a list in one call, each with its source", async ({ team }) => {
  const permissions = ["users:read", "billing:read", "users:delete"]
  expect(good(await team.member.send("POST /permissions/check", { permissions }))).toEqual({
    allowed: false,
    source: null,
    results: [
      { permission: "users:read", allowed: true, source: "role" },
      { permission: "billing:read", allowed: false, source: null },
      { permission: "users:delete", allowed: false, source: null },
    ],
  })
  for (const body of [{}, { permission: "users:read", permissions }, { permissions: [] }])
    expect((await team.member.send("POST /permissions/check", body)).outcome).toBe("422 validation_failed")
})

test("POST /permissions/check – asked by a key, the source is that of whom it is about (P-7)", async ({ team }) => {
  const { secret: token } = await makeKey(team.owner.send, { name: "P7", role: "admin", permissions: ["users:read"] })
  const ask = async (body: object) => good(await api("POST /permissions/check", { body, token }))
  const about = { organization_id: team.organizationId, user_id: team.member.id }
  expect(await ask({ permission: "users:read", ...about })).toEqual({ allowed: true, source: "role" })
  expect(await ask({ permission: "users:read" })).toEqual({ allowed: true, source: "direct" })
  expect(await ask({ permission: "invites:read" })).toEqual({ allowed: false, source: null })
})

test("GET /users/{id} – a tenant-wide key finds whom it lists, invited people too (P-8)", async () => {
  const { owner, organizationId } = await newTeam()
  const body = { email: newAddress(), name: "Nora Newcomer", role: "guest", organization_id: organizationId }
  const { id } = good(await owner.send<Key>("POST /users", body))
  const permissions = ["users:read", "users:write"]
  const { secret: token } = await makeKey(owner.send, { name: "P8", role: "admin", permissions, tenant_wide: true })
  const listed = good(await api<Key[]>("GET /users?limit=100", { token })).find((user) => user.id === id)
  expect(listed).toMatchObject({ status: "invited" })
  expect(good(await api(`GET /users/${id}`, { token }))).toEqual(listed)
  expect(good(await owner.send(`GET /users/${id}`))).toMatchObject({ id, status: "invited" })
})
