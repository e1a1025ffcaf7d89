import { decodeJwt } from "jose"
import { origin } from "./document"
import { api, expect, good, join, newTeam, newTenant, type Person, test } from "./fixtures"
import { type App, newApp, post } from "./oidc"
import { listen } from "./revocations"

test.setTimeout(90_000)

const own = "api_nanostack"
const resource = () => `${origin()}/api/v1`

const machineOf = (by: Person, permissions: string[], more: Record<string, unknown> = {}) =>
  newApp(by, { type: "machine", redirect_uris: [], permissions, apis: [own], ...more })

async function tokenOf(app: App, scope?: string): Promise<string> {
  const made = await post(app, { grant_type: "client_credentials", resource: resource(), ...(scope && { scope }) })
  if (!made.access_token) throw new Error(`no token: ${JSON.stringify(made)}`)
  return made.access_token
}

const as = (token: string) => (line: string, body?: unknown) => api(line, { token, body })

test("a machine calls the API with its permissions, never more than its creator has now", async () => {
  const team = await newTeam()
  const admin = await join(team.owner, "admin")
  const app = await newApp(admin, { type: "machine", redirect_uris: [], permissions: ["users:read", "audit:read"] })
  good(await team.owner.send(`PUT /applications/${app.id}`, { apis: [own] }))
  const token = await tokenOf(app)
  expect(decodeJwt(token)).toMatchObject({ aud: resource(), sub: app.id, permissions: ["audit:read", "users:read"] })
  const send = as(token)
  expect((await send("GET /users")).outcome).toBe("200")
  expect((await send("GET /audit-events")).outcome).toBe("200")
  expect((await send("GET /organizations")).outcome).toBe("403 permission_required")
  expect((await send(`GET /organizations/${team.siblingId}/users`)).outcome).toBe("404 not_found")
  expect((await send("GET /users/me")).outcome).toBe("403 not_a_user")
  const place = `/organizations/${team.organizationId}/users/${admin.id}`
  good(await team.owner.send(`PUT ${place}`, { role: "member" }))
  expect((await send("GET /audit-events")).outcome).toBe("403 permission_required")
  expect((await send("GET /users")).outcome).toBe("200")
  good(await team.owner.send(`DELETE ${place}`))
  expect((await send("GET /users")).outcome).toBe("401 invalid_token")
  good(await team.owner.send(`PUT /applications/${app.id}`, { status: "active" }))
  // Tokens of the second in which it was suspended are refused.
  await expect.poll(async () => (await as(await tokenOf(app))("GET /users")).outcome, { timeout: 5_000 }).toBe("200")
})

test("a machine's token is limited to the scopes that it was asked for, and to its secret", async () => {
  const owner = await newTenant()
  const app = await machineOf(owner, ["users:read", "users:write"])
  const token = await tokenOf(app, "users:read made:up")
  const send = as(token)
  expect((await send("GET /users")).outcome).toBe("200")
  const lacking = await send(`PUT /organizations/${owner.organizationId}/users/${owner.id}`, { role: "guest" })
  expect([lacking.outcome, lacking.error.required]).toEqual(["403 permission_required", "users:write"])
  const [secret] = good(await owner.send<{ id: string }[]>(`GET /applications/${app.id}/secrets`))
  good(await owner.send(`DELETE /applications/${app.id}/secrets/${secret?.id}`))
  expect((await send("GET /users")).outcome).toBe("401 invalid_token")
})

test("a machine acts in its own name in the audit log, manages no one above its creator, and invites no one", async () => {
  const owner = await newTenant()
  const member = await join(owner, "member")
  const app = await machineOf(owner, ["users:write", "users:read", "invites:write"])
  const send = as(await tokenOf(app))
  const place = `/organizations/${owner.organizationId}/users`
  good(await send(`PUT ${place}/${member.id}`, { role: "guest" }))
  expect((await send(`PUT ${place}/${owner.id}`, { role: "guest" })).outcome).toBe("403 role_above_your_own")
  const events = good(await owner.send<object[]>(`GET /audit-events?action=member.updated`))
  expect(events[0]).toMatchObject({ actor: { type: "application", id: app.id }, target: { id: member.id } })
  const invited = { email: `x.${member.email}`, role: "member" }
  expect((await send(`POST /organizations/${owner.organizationId}/invites`, invited)).outcome).toBe(
    "403 not_for_applications",
  )
})

test("a machine of one tenant reaches no other; a tenant's machine reaches its organizations", async ({ foreign }) => {
  const team = await newTeam()
  const app = await machineOf(team.owner, ["users:read", "organizations:read", "organizations:write"], {
    tenant_wide: true,
  })
  const send = as(await tokenOf(app))
  expect((await send(`GET /organizations/${team.siblingId}/users`)).outcome).toBe("200")
  expect((await send("POST /organizations", { name: "Made by a machine" })).outcome).toBe("201")
  expect((await send(`GET /organizations/${foreign.organizationId}`)).outcome).toBe("404 not_found")
  expect((await send(`GET /users?tenant_id=${foreign.tenantId}`)).outcome).toBe("404 not_found")
  expect((await send(`GET /tenants/${foreign.tenantId}`)).outcome).toBe("403 not_for_applications")
})

test("a machine follows what has ended, until it is suspended", async () => {
  const owner = await newTenant()
  const app = await machineOf(owner, ["revocations:read"], { tenant_wide: true })
  const other = await machineOf(owner, ["users:read"])
  expect((await as(await tokenOf(other))("GET /revocations")).outcome).toBe("403 permission_required")
  const stream = await listen(await tokenOf(app))
  expect(stream.response.status).toBe(200)
  await expect.poll(() => stream.heartbeats().length, { timeout: 10_000 }).toBeGreaterThan(0)
  good(await owner.send(`PUT /applications/${other.id}`, { status: "suspended" }))
  await expect
    .poll(() => stream.heard().at(-1), { timeout: 5_000 })
    .toMatchObject({ event: "application_ended", data: { client_id: other.id } })
  good(await owner.send(`PUT /applications/${app.id}`, { status: "suspended" }))
  await stream.over
})

test("a machine that was suspended and is active again asks for a new token: its earlier ones are worth nothing", async () => {
  const owner = await newTenant()
  const machine = await machineOf(owner, ["revocations:read"])
  const suspended = await tokenOf(machine)
  good(await owner.send(`PUT /applications/${machine.id}`, { status: "suspended" }))
  expect((await as(suspended)("GET /revocations")).outcome).toBe("401 invalid_token")
  good(await owner.send(`PUT /applications/${machine.id}`, { status: "active" }))
  await expect
    .poll(async () => (await as(await tokenOf(machine))("GET /users")).outcome, { timeout: 5_000 })
    .toBe("403 permission_required")
  expect((await as(suspended)("GET /revocations")).outcome).toBe("401 invalid_token")
})

test("no one takes over a machine, or an application that calls the API, with more access than their own", async () => {
  const owner = await newTenant()
  const keeper = await join(owner, "member", { permissions: ["applications:read", "applications:write"] })
  const key = { kty: "EC", crv: "P-256", x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU" }
  const jwks = (kid: string) => ({ keys: [{ ...key, y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", kid }] })
  const withSecret = await machineOf(owner, ["users:read"])
  const withKey = await machineOf(owner, ["users:read"], {
    token_endpoint_auth_method: "private_key_jwt",
    jwks: jwks("a"),
  })
  const strong = await machineOf(await join(owner, "admin"), ["users:write"], { apis: [] })
  const shop = await newApp(owner, { apis: [own] })
  const taking: [string, unknown, string][] = [
    [`PUT /applications/${withSecret.id}`, { status: "suspended" }, "role_above_your_own"],
    [`DELETE /applications/${withSecret.id}`, undefined, "role_above_your_own"],
    [`POST /applications/${withSecret.id}/secrets`, {}, "role_above_your_own"],
    [`PUT /applications/${withKey.id}`, { jwks: jwks("b") }, "role_above_your_own"],
    [`POST /applications/${strong.id}/secrets`, {}, "role_above_your_own"],
    [`POST /applications/${shop.id}/secrets`, {}, "role_above_your_own"],
    [`PUT /applications/${shop.id}`, { redirect_uris: ["https://elsewhere.example.com/"] }, "role_above_your_own"],
    [`PUT /applications/${shop.id}`, { device_code: true }, "role_above_your_own"],
  ]
  for (const [line, body, code] of taking) expect((await keeper.send(line, body)).outcome, line).toBe(`403 ${code}`)
  good(await keeper.send(`PUT /applications/${shop.id}`, { name: "Renamed" }))
  const ownOne = await newApp(keeper, { type: "machine", redirect_uris: [] })
  good(await keeper.send(`POST /applications/${ownOne.id}/secrets`, {}))
  // Of the same rank, without the permission.
  const weak = await newApp(keeper, { type: "machine", redirect_uris: [], permissions: ["applications:read"] })
  good(await owner.send(`PUT /organizations/${owner.organizationId}/users/${keeper.id}`, { permissions: [] }))
  const other = await join(owner, "member", { permissions: ["applications:write"] })
  expect((await other.send(`POST /applications/${weak.id}/secrets`, {})).outcome).toBe("403 permission_not_held")
  const admin = await join(owner, "admin")
  good(await admin.send(`POST /applications/${withSecret.id}/secrets`, {}))
  good(await admin.send(`PUT /applications/${shop.id}`, { redirect_uris: ["https://shop.example.com/new"] }))
})
