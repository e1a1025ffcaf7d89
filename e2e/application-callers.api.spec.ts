import { decodeJwt, generateKeyPair, SignJWT } from "jose"
import { setSuperAdmin } from "../lib/accounts/super-admin"
import { applicationNow } from "../lib/core/identity/application-caller"
import { transaction } from "./database"
import { operations, origin } from "./document"
import { api, expect, good, invite, join, newTeam, newTenant, type Person, register, test, verify } from "./fixtures"
import { type App, codeFor, newApp, post, redeem, refresh, request, signInTo, Visitor } from "./oidc"
import { bodyOf, fill, targetsOf } from "./samples"

test.setTimeout(120_000)

const own = "api_nanostack"
const resource = () => `${origin()}/api/v1`

/** Signs a person in to an application, and asks for a token for our API. */
async function tokenFor(person: Person, app: App, scope: string) {
  const asked = { scope: `openid ${scope}`, resource: resource(), organization_id: person.organizationId }
  const { visitor, tokens } = await signInTo(person, app, asked)
  return { visitor, tokens, token: tokens.access_token }
}

const as =
  (token: string) =>
  <T = unknown>(line: string, body?: unknown) =>
    api<T>(line, { token, body })

test("an application calls the API for a person, by the scopes that it asked for and the person's permissions", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const admin = await join(owner, "admin")
  const { token } = await tokenFor(admin, app, "users:read users:write profile:read roles:write made:up")
  expect(decodeJwt(token)).toMatchObject({
    aud: resource(),
    ten: owner.tenantId,
    org: owner.organizationId,
    permissions: ["users:read", "users:write"],
  })
  const send = as(token)
  expect(good(await send("GET /users/me"))).toMatchObject({
    id: admin.id,
    role: "admin",
    effective_permissions: ["users:read", "users:write"],
  })
  expect((await send("GET /users")).outcome).toBe("200")
  const url = `/organizations/${owner.organizationId}/users/${owner.id}`
  expect((await send(`PUT ${url}`, { role: "guest" })).outcome).toBe("403 role_above_your_own")
  const lacking = await send("GET /audit-events")
  expect([lacking.outcome, lacking.error.required]).toEqual(["403 permission_required", "audit:read"])
  expect((await send("PUT /users/me", { name: "Other" })).error.required).toBe("profile:write")
  // What another token of the same person sees is not what this one sees.
  expect(good(await admin.send<{ effective_permissions: string[] }>("GET /users/me")).effective_permissions).toContain(
    "audit:read",
  )
  const member = await join(owner, "member")
  const { token: less } = await tokenFor(member, app, "users:write users:read")
  expect((await as(less)("GET /users")).outcome).toBe("200")
  expect((await as(less)(`PUT ${url}`, { role: "guest" })).outcome).toBe("403 permission_required")
})

test("an application sees its person as another member, without the scope for their profile", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const member = await join(owner, "member")
  const seen = async (scope: string) => {
    const send = as((await tokenFor(member, app, scope)).token)
    const listed = good(await send<{ id: string; email?: string }[]>("GET /users")).find(({ id }) => id === member.id)
    return [listed?.email, good(await send<{ email?: string }>(`GET /users/${member.id}`)).email]
  }
  expect(await seen("users:read")).toEqual([undefined, undefined])
  expect(await seen("users:read profile:read")).toEqual([member.email, member.email])
})

test("what a person did through an application is in the audit log with its name", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const { token } = await tokenFor(owner, app, "organizations:write")
  good(await as(token)(`PUT /organizations/${owner.organizationId}`, { name: "Renamed" }))
  const events = good(await owner.send<{ after: unknown }[]>("GET /audit-events?action=organization.updated"))
  expect(events[0]).toMatchObject({ actor: { type: "user", id: owner.id }, after: { through: app.id } })
})

test("what a person changes of their profile through an application names it to its own tenant only", async () => {
  const [owner, elsewhere] = [await newTenant(), await newTenant()]
  const { token: link } = await invite(elsewhere, owner.email, { role: "member" })
  good(await owner.send(`POST /invites/${link}/accept`, {}))
  const app = await newApp(owner, { apis: [own] })
  const { token } = await tokenFor(owner, app, "profile:write")
  good(await as(token)("PUT /users/me", { name: "Renamed" }))
  const seen = async (by: Person) => {
    const events = good(await by.send<{ after: object }[]>("GET /audit-events?action=user.profile_updated"))
    return events.map(({ after }) => after)
  }
  expect(await seen(owner)).toEqual([{ changed: ["name"], through: app.id }])
  expect(await seen(elsewhere)).toEqual([{ changed: ["name"] }])
})

test("every operation that is not for applications is 403 not_for_applications, even for a tenant admin", async ({
  team,
}) => {
  const app = await newApp(team.owner, { apis: [own], tenant_wide: true })
  const { token } = await tokenFor(team.owner, app, "profile:read profile:write users:read users:write")
  const targets = await targetsOf(team)
  const outcomes: Record<string, string> = {}
  const refused = (await operations()).filter(({ operation }) => !("x-application-scope" in operation))
  for (const row of refused) {
    const line = `${row.method} ${fill(row.path, targets)}`
    outcomes[line] = (await api(line, { token, body: await bodyOf(row, targets) })).outcome
  }
  expect(refused.length).toBeGreaterThan(50)
  expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== "403 not_for_applications")).toEqual([])
})

test("only tenant admins let an application call the API; it cannot be changed or deleted", async ({ team }) => {
  const body = { name: "Shop", type: "web", redirect_uris: ["https://shop.example.com/"], apis: [own] }
  const refused = await team.admin.send("POST /applications", body)
  expect([refused.outcome, refused.error.required]).toEqual(["403 permission_required", "tenant_admin"])
  const { id } = await newApp(team.admin)
  expect((await team.admin.send(`PUT /applications/${id}`, { apis: [own] })).outcome).toBe("403 permission_required")
  good(await team.owner.send(`PUT /applications/${id}`, { apis: [own] }))
  // Others change what else there is.
  good(await team.admin.send(`PUT /applications/${id}`, { name: "Shop" }))
  expect(good(await team.admin.send(`GET /apis/${own}`))).toMatchObject({ identifier: resource(), name: "Nanostack" })
  expect((await team.owner.send(`PUT /apis/${own}`, { name: "Mine" })).outcome).toBe("404 not_found")
  expect((await team.owner.send(`DELETE /apis/${own}`)).outcome).toBe("404 not_found")
})

test("an application without the API gets no token for it", async () => {
  const owner = await newTenant()
  const app = await newApp(owner)
  const visitor = await new Visitor().signIn(owner)
  await expect(codeFor(visitor, app, { resource: resource() })).rejects.toThrow(/no code/)
})

test("an application of a third party reads the profile, and nothing more", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own], third_party: true })
  const admin = await join(owner, "admin")
  const visitor = await new Visitor().signIn(admin)
  const scope = "openid profile:read profile:write users:read"
  const asked = { scope, resource: resource() }
  const page = await visitor.open(request(app, asked).path)
  expect(page.text).toContain("Read your profile")
  await visitor.submit(page, "Allow")
  const tokens = await redeem(app, await codeFor(visitor, app, asked))
  expect(decodeJwt(tokens.access_token)).toMatchObject({ permissions: [], scope: "profile:read" })
  const send = as(tokens.access_token)
  const me = good(await send("GET /users/me"))
  expect(me).toMatchObject({ id: admin.id, email: admin.email, effective_permissions: [], metadata: {} })
  expect((await send("GET /users")).outcome).toBe("403 permission_required")
  expect((await send("PUT /users/me", { name: "Other" })).outcome).toBe("403 permission_required")
})

test("an application that becomes a third party loses what third parties don't get, at the next request", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const { token } = await tokenFor(owner, app, "users:read profile:read")
  expect((await as(token)("GET /users")).outcome).toBe("200")
  good(await owner.send(`PUT /applications/${app.id}`, { third_party: true }))
  expect((await as(token)("GET /users")).outcome).toBe("403 permission_required")
  good(await owner.send(`PUT /applications/${app.id}`, { third_party: false, apis: [] }))
  expect((await as(token)("GET /users")).outcome).toBe("401 invalid_token")
})

test("a scope or person that an application loses while its request waits is missing in the transaction too", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const { token } = await tokenFor(owner, app, "profile:read profile:write")
  const { tenantId, organizationId: signedInAt } = owner
  const scopes = new Set(["profile:read", "profile:write"])
  const of = { applicationId: app.id, tenantId, organizationId: null, signedInAt, thirdParty: false, scopes }
  const whose = { userId: owner.id, sessionId: String(decodeJwt(token).sid) }
  const again = () => transaction((tx) => applicationNow(tx, whose, of))
  expect((await again()).scopes).toEqual(scopes)
  good(await owner.send(`PUT /applications/${app.id}`, { third_party: true }))
  await expect(again()).rejects.toMatchObject({ code: "permission_required", details: { reason: "scope" } })
  good(await owner.send(`PUT /applications/${app.id}`, { access: "roles", access_roles: ["guest"] }))
  await expect(again()).rejects.toMatchObject({ code: "invalid_token" })
})

test("what people were not asked about is no consent: an application that becomes a third party asks them", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const { token, visitor, tokens } = await tokenFor(owner, app, "profile:read email")
  good(await owner.send(`PUT /applications/${app.id}`, { third_party: true }))
  expect((await as(token)("GET /users/me")).outcome).toBe("403 permission_required")
  const asked = { scope: "openid profile:read", resource: resource(), organization_id: owner.organizationId }
  expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: owner.id, email: owner.email })
  const next = decodeJwt((await refresh(app, tokens.refresh_token)).id_token)
  expect([next.sub, next.email]).toEqual([owner.id, undefined])
  const page = await visitor.open(request(app, asked).path)
  await visitor.submit(page, "Allow")
  const { access_token: agreed } = await redeem(app, await codeFor(visitor, app, asked))
  expect((await as(agreed)("GET /users/me")).outcome).toBe("200")
})

test("an organization's application acts as an admin there at most, a tenant's as a tenant admin", async () => {
  const team = await newTeam()
  const scope = "users:read users:write organizations:read organizations:write roles:write"
  const narrow = await tokenFor(team.owner, await newApp(team.owner, { apis: [own] }), scope)
  const wide = await tokenFor(team.owner, await newApp(team.owner, { apis: [own], tenant_wide: true }), scope)
  const sibling = `GET /organizations/${team.siblingId}`
  expect((await as(narrow.token)(sibling)).outcome).toBe("404 not_found")
  expect((await as(wide.token)(sibling)).outcome).toBe("200")
  const created = { name: "Third" }
  expect((await as(narrow.token)("POST /organizations", created)).outcome).toBe("403 permission_required")
  expect((await as(wide.token)("POST /organizations", created)).outcome).toBe("201")
  const role = { key: "clerk", name: "Clerk", based_on: "member", permissions: [] }
  expect((await as(narrow.token)("POST /roles", role)).outcome).toBe("403 permission_required")
  expect((await as(wide.token)("POST /roles", role)).outcome).toBe("201")
  expect(good(await as(narrow.token)("GET /organizations"))).toHaveLength(1)
  // A member of two organizations has signed in to the application in one of them.
  const wideApp = await newApp(team.owner, { apis: [own], tenant_wide: true })
  const { token } = await invite(team.owner, team.siblingAdmin.email, { role: "admin" })
  good(await team.siblingAdmin.send(`POST /invites/${token}/accept`, {}))
  const both = await tokenFor(team.siblingAdmin, wideApp, scope)
  expect((await as(both.token)(`GET /organizations/${team.siblingId}`)).outcome).toBe("200")
  expect((await as(both.token)(`GET /organizations/${team.organizationId}`)).outcome).toBe("404 not_found")
})

test("a token of one tenant opens nothing in another, also for a super admin", async ({ foreign }) => {
  const owner = await newTenant()
  await transaction((tx) => setSuperAdmin(tx, owner.id, true))
  const app = await newApp(owner, { apis: [own], tenant_wide: true })
  const { token } = await tokenFor(owner, app, "users:read organizations:read profile:read audit:read")
  const send = as(token)
  expect(good(await send("GET /users/me"))).toMatchObject({ role: "tenant_admin", role_rank: "tenant_admin" })
  const there = [
    `GET /organizations/${foreign.organizationId}`,
    `GET /users?tenant_id=${foreign.tenantId}`,
    `GET /users/${foreign.member.id}`,
    `GET /organizations?tenant_id=${foreign.tenantId}`,
    `GET /audit-events?tenant_id=${foreign.tenantId}`,
  ]
  for (const line of there) expect((await send(line)).outcome, line).toBe("404 not_found")
  await transaction((tx) => setSuperAdmin(tx, owner.id, false))
})

test("tokens for other APIs, ID tokens, opaque ones and forged ones are 401 invalid_token", async () => {
  const owner = await newTenant()
  const orders = good(await owner.send<{ id: string; identifier: string }>("POST /apis", { name: "Orders" }))
  const app = await newApp(owner, { apis: [own, orders.id] })
  const { token, tokens } = await tokenFor(owner, app, "users:read")
  const other = await signInTo(owner, app, { resource: orders.identifier })
  const opaque = await signInTo(owner, app)
  const { privateKey } = await generateKeyPair("ES256")
  const forged = await new SignJWT(decodeJwt(token))
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt" })
    .sign(privateKey)
  const hmac = await new SignJWT(decodeJwt(token))
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
    .sign(new TextEncoder().encode(JSON.stringify({})))
  const bad = [other.tokens.access_token, tokens.id_token, opaque.tokens.access_token, forged, hmac, `${token}=`]
  for (const one of bad) expect((await api("GET /users", { token: one })).outcome).toBe("401 invalid_token")
  expect((await api("GET /users", { token: String(tokens.refresh_token) })).outcome).toBe("401 invalid_token")
  expect((await api("GET /users", { token })).outcome).toBe("200")
})

test("a token ends with the next request after its sign-in, grant, membership or application, on every server", async ({
  twin,
}) => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const member = () => join(owner, "member")
  const ends: Record<
    string,
    (person: Person, visitor: Visitor, tokens: { refresh_token: string }) => Promise<unknown>
  > = {
    "sign-out": (_, visitor) => visitor.signOut(),
    revoked: (_, __, { refresh_token }) => post(app, { token: refresh_token }, "/oauth/revoke"),
    grant: async (person) => {
      const [grant] = good(await person.send<{ id: string }[]>("GET /users/me/grants"))
      good(await person.send(`DELETE /users/me/grants/${grant?.id}`))
    },
    removed: async ({ id }) => good(await owner.send(`DELETE /organizations/${owner.organizationId}/users/${id}`)),
    suspended: async ({ id }) =>
      good(await owner.send(`PUT /organizations/${owner.organizationId}/users/${id}`, { status: "suspended" })),
  }
  for (const [name, end] of Object.entries(ends)) {
    const person = await member()
    const { token, visitor, tokens } = await tokenFor(person, app, "users:read")
    for (const at of [origin(), twin])
      expect((await api("GET /users", { token, origin: at })).outcome, name).toBe("200")
    await end(person, visitor, tokens)
    await expect
      .poll(async () => (await api("GET /users", { token, origin: twin })).outcome, { message: name, timeout: 5_000 })
      .toBe("401 invalid_token")
    expect((await api("GET /users", { token })).outcome, name).toBe("401 invalid_token")
  }
  const { token } = await tokenFor(await member(), app, "users:read")
  good(await owner.send(`PUT /applications/${app.id}`, { status: "suspended" }))
  expect((await as(token)("GET /users")).outcome).toBe("401 invalid_token")
  good(await owner.send(`PUT /applications/${app.id}`, { status: "active" }))
  expect((await as(token)("GET /users")).outcome).toBe("401 invalid_token")
})

test("a changed role counts at the next request; refreshing and switching give no more scopes", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const admin = await join(owner, "admin")
  const { token, tokens } = await tokenFor(admin, app, "audit:read users:read")
  expect((await as(token)("GET /audit-events")).outcome).toBe("200")
  good(await owner.send(`PUT /organizations/${owner.organizationId}/users/${admin.id}`, { role: "member" }))
  expect((await as(token)("GET /audit-events")).outcome).toBe("403 permission_required")
  expect((await as(token)("GET /users")).outcome).toBe("200")
  const more = await post(app, {
    grant_type: "refresh_token",
    refresh_token: tokens.refresh_token,
    scope: "openid users:read users:write",
  })
  expect(more.error).toBe("invalid_scope")
  const next = await refresh(app, tokens.refresh_token)
  expect(decodeJwt(next.access_token)).toMatchObject({ aud: resource(), permissions: ["users:read"] })
  const switched = await api("POST /auth/switch", {
    token: next.access_token,
    body: { refresh_token: tokens.refresh_token, organization_id: owner.organizationId },
  })
  expect(switched.outcome).toBe("403 not_for_applications")
})

test("an unverified person, or one whom the application is no longer for, is refused", async () => {
  const owner = await newTenant()
  const app = await newApp(owner, { apis: [own] })
  const { token } = await tokenFor(owner, app, "users:read")
  good(await owner.send(`PUT /applications/${app.id}`, { access: "roles", access_roles: ["guest"] }))
  expect((await as(token)("GET /users")).outcome).toBe("401 invalid_token")
  const fresh = await register()
  await verify(fresh)
  const lax = await newApp(fresh, { apis: [own], require_verified_email: false })
  expect((await as((await tokenFor(fresh, lax, "users:read")).token)("GET /users")).outcome).toBe("200")
})

test("a response kept under an Idempotency-Key is not shown to another application of the same person", async () => {
  const owner = await newTenant()
  const [one, two] = [await newApp(owner, { apis: [own] }), await newApp(owner, { apis: [own] })]
  const body = { email: `x.${Date.now()}@${owner.email.split("@")[1]}`, role: "member" }
  const line = `POST /organizations/${owner.organizationId}/invites`
  const headers = { "idempotency-key": `key-${owner.id}` }
  const sent = async (app: App) => {
    const { token } = await tokenFor(owner, app, "invites:write")
    return api(line, { token, body, headers })
  }
  expect((await sent(one)).outcome).toBe("201")
  expect((await sent(two)).outcome).toBe("409 invite_already_pending")
})

test("pages of an application call the API from its origins with its tokens, and others don't (S-048)", async () => {
  const owner = await newTenant()
  const shop = `https://shop-${owner.id.slice(-8).toLowerCase().replaceAll("_", "")}.example.com`
  const evil = shop.replace("shop-", "evil-")
  const app = await newApp(owner, { apis: [own], allowed_origins: [shop] })
  await newApp(owner, { allowed_origins: [evil] })
  const { token } = await tokenFor(owner, app, "profile:read")
  const preflight = async (from: string) => {
    const headers = {
      origin: from,
      "access-control-request-method": "GET",
      "access-control-request-headers": "authorization",
    }
    const { headers: said } = await fetch(`${resource()}/users/me`, { method: "OPTIONS", headers })
    return said.get("access-control-allow-origin")
  }
  const call = async (from: string, credential: string | undefined) => {
    const headers = { origin: from, ...(credential && { authorization: `Bearer ${credential}` }) }
    const { headers: said } = await fetch(`${resource()}/users/me`, { headers })
    expect(said.get("vary")).toContain("Origin")
    return [said.get("access-control-allow-origin"), said.get("access-control-allow-credentials")]
  }
  expect(await preflight(shop)).toBe(shop)
  expect(await preflight("https://unknown.example.com")).toBeNull()
  expect(await call(shop, token)).toEqual([shop, null])
  // The origin of another application, people's own tokens, and requests without any.
  expect(await call(evil, token)).toEqual([null, null])
  expect(await call(shop, owner.token)).toEqual([null, null])
  expect(await call(shop, undefined)).toEqual([null, null])
  good(await owner.send(`PUT /applications/${app.id}`, { allowed_origins: [] }))
  expect(await call(shop, token)).toEqual([null, null])
  expect(await preflight(shop)).toBeNull()
})
