import type { User } from "../lib/users/schema"
import { behindTheirBacks, db } from "./database"
import {
  api,
  countMailsTo,
  expect,
  good,
  invite,
  join,
  mailTo,
  newAddress,
  newTenant,
  type Person,
  signIn,
  test,
} from "./fixtures"

const path = ({ organizationId }: { organizationId: string }, { id }: { id: string }) =>
  `/organizations/${organizationId}/users/${id}`
const put = (by: Person, who: Person, body: unknown, options = {}) =>
  by.send<User>(`PUT ${path(by, who)}`, body, options)
const remove = (by: Person, who: Person) =>
  by.send<{ stopped: { invites: string[]; api_keys: string[] } }>(`DELETE ${path(by, who)}`)

/** One second, the resolution of a token's `iat`. */
const nextSecond = () => new Promise((wake) => setTimeout(wake, 1_050))

test("PUT …/users/{user_id} – no one can change a higher role (S-193)", async ({ team }) => {
  const { admin, owner, member } = team
  for (const body of [
    { role: "guest" },
    { status: "suspended" },
    { permissions: [] },
    { name: "Renamed" },
    { expires_at: "2090-01-01T00:00:00Z" },
  ])
    expect((await put(admin, owner, body)).outcome, JSON.stringify(body)).toBe("403 role_above_your_own")
  expect((await remove(admin, owner)).outcome).toBe("403 role_above_your_own")
  expect((await admin.send(`DELETE /users/${owner.id}`)).outcome).toBe("403 role_above_your_own")
  const helper = await join(owner, "guest", { permissions: ["users:read", "users:write", "users:delete"] })
  for (const other of [member, admin]) {
    expect((await put(helper, other, { name: "Renamed" })).outcome).toBe("403 role_above_your_own")
    expect((await remove(helper, other)).outcome).toBe("403 role_above_your_own")
  }
})

test("PUT …/users/{user_id} – no one can grant a role above their own, and two are assigned elsewhere (S-192)", async ({
  team,
}) => {
  const person = await join(team.owner, "guest")
  expect((await put(team.admin, person, { role: "tenant_admin" })).outcome).toBe("403 role_above_your_own")
  expect((await put(team.admin, person, { role: "super_admin" })).outcome).toBe("403 role_above_your_own")
  expect((await put(team.owner, person, { role: "super_admin" })).outcome).toBe("403 role_above_your_own")
  expect((await put(team.owner, person, { role: "tenant_admin" })).outcome).toBe("422 validation_failed")
  const helper = await join(team.owner, "member", { permissions: ["users:write"] })
  expect((await put(helper, person, { role: "admin" })).outcome).toBe("403 role_above_your_own")
  expect((await put(helper, person, { role: "member" })).outcome).toBe("200")
  for (const role of ["", null, "ADMIN", " admin", "member,admin", ["member", "admin"], 1])
    expect((await put(team.owner, person, { role })).outcome, JSON.stringify(role)).toBe("422 validation_failed")
})

test("PUT …/users/{user_id} – no one can grant a permission that they lack; an admin any custom one (S-194)", async ({
  team,
}) => {
  const person = await join(team.owner, "guest")
  const helper = await join(team.owner, "member", { permissions: ["users:write", "billing:read"] })
  const refused = await put(helper, person, { permissions: ["users:delete"] })
  expect([refused.outcome, refused.error.required]).toEqual(["403 permission_not_held", "users:delete"])
  expect((await put(helper, person, { permissions: ["billing:write"] })).outcome).toBe("403 permission_not_held")
  expect((await put(helper, person, { permissions: ["billing:read", "users:read"] })).data).toMatchObject({
    permissions: ["billing:read", "users:read"],
  })
  expect((await put(team.admin, person, { permissions: ["anything:at_all", "invites:write"] })).outcome).toBe("200")
  for (const permissions of [
    ["*"],
    ["users:*"],
    ["users"],
    ["Users:Read"],
    ["a:b:c"],
    [`a:${"b".repeat(63)}`],
    Array.from({ length: 51 }, (_, i) => `a:b${i}`),
    "users:read",
    [["users:read"]],
  ])
    expect((await put(team.owner, person, { permissions })).outcome, JSON.stringify(permissions).slice(0, 60)).toBe(
      "422 validation_failed",
    )
})

test("PUT …/users/{user_id} – a role without permissions clears them, with them the list replaces", async ({
  team,
}) => {
  const person = await join(team.owner, "guest", { permissions: ["billing:read"] })
  expect((await put(team.admin, person, { name: "Still the same" })).data).toMatchObject({
    permissions: ["billing:read"],
    role: "guest",
  })
  const both = good(await put(team.admin, person, { role: "member", permissions: ["billing:write", "invites:read"] }))
  expect(both).toMatchObject({ role: "member", permissions: ["billing:write", "invites:read"] })
  expect(both.effective_permissions).toEqual(["billing:write", "invites:read", "organizations:read", "users:read"])
  expect((await put(team.admin, person, { role: "guest" })).data).toMatchObject({
    permissions: [],
    effective_permissions: ["organizations:read"],
  })
})

test("PUT …/users/{user_id} – no one can raise their own access, but anyone can lower it", async ({ team }) => {
  const helper = await join(team.owner, "guest", { permissions: ["users:write", "users:read"] })
  for (const body of [
    { role: "member" },
    { role: "admin" },
    { permissions: ["users:write", "users:read", "users:delete"] },
  ])
    expect((await put(helper, helper, body)).status, JSON.stringify(body)).toBe(403)
  const admin = await join(team.owner, "admin")
  expect((await put(admin, admin, { permissions: ["billing:read"] })).outcome).toBe("403 own_rights")
  good(await put(team.owner, admin, { expires_at: "2090-01-01T00:00:00Z" }))
  expect((await put(admin, admin, { expires_at: "2091-01-01T00:00:00Z" })).outcome).toBe("403 own_rights")
  expect((await put(admin, admin, { expires_at: null })).outcome).toBe("403 own_rights")
  expect((await put(admin, admin, { role: "guest" })).data).toMatchObject({ role: "guest", permissions: [] })
})

test("PUT …/users/{user_id} – the next request has the new permissions (S-098, S-201)", async ({ team }) => {
  const person = await join(team.owner, "admin")
  expect((await person.send("GET /audit-events")).status).toBe(200)
  good(await put(team.owner, person, { role: "guest" }))
  expect((await person.send("GET /audit-events")).outcome).toBe("403 permission_required")
  expect((await person.send("GET /users")).outcome).toBe("403 permission_required")
  good(await put(team.owner, person, { permissions: ["users:read"] }))
  expect((await person.send("GET /users")).status).toBe(200)
})

test("PUT …/users/{user_id} – If-Match rejects a stale version, and changes of different fields both survive (R-063)", async ({
  team,
}) => {
  const person = await join(team.owner, "guest")
  const { version } = good(await team.admin.send<User>(`GET /users/${person.id}`))
  expect((await put(team.admin, person, { name: "One" }, { headers: { "if-match": `"${version}"` } })).status).toBe(200)
  expect((await put(team.admin, person, { name: "Two" }, { headers: { "if-match": `"${version}"` } })).outcome).toBe(
    "412 version_conflict",
  )
  const [a, b] = await Promise.all([
    put(team.admin, person, { external_id: person.id }),
    put(team.admin, person, { metadata: { plan: "pro" } }),
  ])
  expect([a.status, b.status]).toEqual([200, 200])
  expect(good(await team.admin.send<User>(`GET /users/${person.id}`))).toMatchObject({
    name: "One",
    external_id: person.id,
    metadata: { plan: "pro" },
    version: version + 3,
  })
})

test("PUT …/users/{user_id} – a suspension takes effect immediately, and ending it reactivates no old token (S-084)", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  expect((await put(team.admin, person, { status: "suspended" })).data).toMatchObject({ status: "suspended" })
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect(await signIn(person.email)).toMatchObject({ organizationId: "", tenantId: "" })
  expect((await mailTo(person.email, "membership_suspended")).subject).toContain("suspended")
  expect((await put(team.admin, person, { status: "active" })).data).toMatchObject({ status: "active" })
  expect(await signIn(person.email)).toMatchObject({ organizationId: team.organizationId })
})

test("PUT …/users/{user_id} – a token from before a suspension stays invalid", async ({ team }) => {
  const person = await join(team.owner, "member")
  good(await put(team.admin, person, { status: "suspended" }))
  await nextSecond()
  good(await put(team.admin, person, { status: "active" }))
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
})

test("a suspended membership – stays suspended: leaving, joining or an invite cannot end it", async () => {
  const owner = await newTenant()
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, { sign_up: "open" }))
  const person = await join(owner, "member")
  good(await put(owner, person, { status: "suspended" }))
  const { send, email } = await signIn(person.email)
  expect([401, 404, 409]).toContain((await send(`DELETE ${path(owner, person)}`)).status)
  expect([404, 409]).toContain((await send(`POST /organizations/${owner.organizationId}/join`)).status)
  expect(
    (await owner.send(`POST /organizations/${owner.organizationId}/invites`, { email, role: "member" })).outcome,
  ).toBe("409 membership_suspended")
  expect((await owner.send<User>(`GET /users/${person.id}`)).data.status).toBe("suspended")
})

test("an expiry – the membership ends on the second, without any job (S-202)", async ({ team }) => {
  const person = await join(team.owner, "member")
  good(await put(team.admin, person, { expires_at: "2090-01-01T00:00:00Z" }))
  expect((await put(team.admin, person, { expires_at: "2001-01-01T00:00:00Z" })).outcome).toBe("422 validation_failed")
  await behindTheirBacks(() =>
    db().membership.updateMany({
      where: { tenantId: team.tenantId, userId: person.id },
      data: { expiresAt: new Date(Date.now() - 1000) },
    }),
  )
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await team.admin.send<User>(`GET /users/${person.id}`)).data.status).toBe("expired")
  expect(
    (await team.admin.send<User[]>(`GET /users?status=expired&q=${encodeURIComponent(person.email)}`)).data,
  ).toHaveLength(1)
  good(await put(team.admin, person, { expires_at: null }))
  expect((await signIn(person.email)).organizationId).toBe(team.organizationId)
})

test("DELETE …/users/{user_id} – sessions lose the organization immediately, invites are revoked and listed", async ({
  team,
}) => {
  const person = await join(team.owner, "admin")
  const pending = await invite(person, newAddress())
  const answer = await remove(team.owner, person)
  expect(answer).toMatchObject({ status: 200, data: { stopped: { invites: [pending.id], api_keys: [] } } })
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await api(`GET /invites/${pending.token}`)).outcome).toBe("410 invite_revoked")
  expect((await mailTo(person.email, "membership_ended")).subject).toContain(`Harbor ${team.canary}`)
})

test("DELETE …/users/{user_id} – oneself is leaving, and needs no permission", async ({ team }) => {
  const guest = await join(team.owner, "guest")
  expect((await remove(guest, guest)).status).toBe(204)
  expect((await guest.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect(await signIn(guest.email)).toMatchObject({ organizationId: "" })
})

test("POST /invites/{token}/accept – a removed person who is invited again only has the new invite's permissions (S-167)", async ({
  team,
}) => {
  const person = await join(team.owner, "admin", { permissions: ["billing:read"] })
  good(await put(team.owner, person, { external_id: person.id, metadata: { vip: true } }))
  good(await remove(team.owner, person))
  await nextSecond()
  const { token } = await invite(team.owner, person.email, { role: "guest" })
  const { send } = await signIn(person.email)
  const again = await send<{ user: User }>(`POST /invites/${token}/accept`, {})
  expect(again.data.user).toMatchObject({ role: "guest", permissions: [], external_id: null, metadata: {} })
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
})

test("an unknown role, or more than one, is 422 and stored nowhere (S-197)", async ({ team }) => {
  const there = `/organizations/${team.organizationId}`
  const roles = ["", null, "SUPER_ADMIN", " super_admin", "member,super_admin", ["member", "super_admin"], 1, "owner"]
  for (const role of roles) {
    const put = await team.owner.send(`PUT ${there}/users/${team.guest.id}`, { role })
    const post = await team.owner.send(`POST ${there}/invites`, { email: newAddress(), role })
    expect([put.outcome, post.outcome], String(role)).toEqual(["422 validation_failed", "422 validation_failed"])
  }
  expect((await team.owner.send<{ role: string }>(`GET /users/${team.guest.id}`)).data.role).toBe("guest")
})

test("POST …/invites/bulk – rows for other organizations, roles above one's own and members are refused one by one (S-210)", async ({
  team,
  foreign,
}) => {
  const [fresh, high] = [newAddress(), newAddress()]
  const invites = [
    { email: fresh, role: "member" },
    { email: high, role: "tenant_admin" },
    { email: team.member.email, role: "member" },
  ]
  const answer = await team.admin.send<{ result: string }[]>(
    `POST /organizations/${team.organizationId}/invites/bulk`,
    { invites },
  )
  expect(answer.status).toBe(200)
  expect([await countMailsTo(fresh), await countMailsTo(high)]).toEqual([1, 0])
  const abroad = await team.admin.send(`POST /organizations/${foreign.organizationId}/invites/bulk`, { invites })
  expect(abroad.outcome).toBe("404 not_found")
})

test("reserved permissions – no operation grants them, and checking one returns false", async ({ team }) => {
  const { owner, organizationId: organization_id } = team
  const there = `/organizations/${organization_id}`
  const permissions = ["billing:read", "webhooks:write"]
  const before = await owner.send<User>(`GET ${there}/users/${team.member.id}`)
  const doors: [string, Record<string, unknown>][] = [
    [`PUT ${there}/users/${team.member.id}`, {}],
    [`PUT /users/${team.member.id}?organization_id=${organization_id}`, {}],
    ["POST /users", { email: newAddress(), name: "Nora", role: "member", organization_id }],
    [`POST ${there}/invites`, { email: newAddress(), role: "member" }],
    ["POST /api-keys", { name: "Server", role: "member" }],
  ]
  const reserved = {
    field: "permissions.1",
    code: "reserved",
    message: "The permission webhooks:write is reserved. Choose another resource name.",
  }
  for (const [line, body] of doors) {
    const refused = await owner.send(line, { ...body, permissions })
    expect([refused.outcome, refused.error?.fields], line).toEqual(["422 validation_failed", [reserved]])
  }
  const bulk = await owner.send<{ result: string; fields?: unknown }[]>(`POST ${there}/invites/bulk`, {
    invites: [{ email: newAddress(), role: "member", permissions }],
  })
  expect(bulk.data).toMatchObject([{ result: "invalid", fields: [reserved] }])
  expect(await owner.send<User>(`GET ${there}/users/${team.member.id}`)).toMatchObject({ data: before.data })
  const asked = await owner.send("POST /permissions/check", { permission: "webhooks:write", organization_id })
  expect(asked.data).toEqual({ allowed: false, source: null })
})

test("reserved permissions – one that was granted earlier does not block other changes", async ({ team }) => {
  const { owner, guest, tenantId, organizationId } = team
  const row = { tenantId, organizationId, userId: guest.id }
  await behindTheirBacks(() =>
    db().membership.updateMany({ where: row, data: { permissions: ["billing:read", "webhooks:read"] } }),
  )
  expect((await put(owner, guest, { name: "Gwen Vale" })).status).toBe(200)
  expect((await put(owner, guest, { permissions: ["billing:read", "webhooks:read"] })).status).toBe(422)
  expect((await put(owner, guest, { permissions: ["billing:read"] })).data.permissions).toEqual(["billing:read"])
})
