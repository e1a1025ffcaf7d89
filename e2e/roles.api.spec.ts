import type { Invite } from "../lib/invites/schema"
import type { PermissionEntry } from "../lib/permissions/schema"
import type { Role } from "../lib/roles/schema"
import type { User } from "../lib/users/schema"
import { db } from "./database"
import { accept, api, expect, good, invite, join, newAddress, newTenant, type Person, signIn, test } from "./fixtures"
import { makeKey } from "./samples"
import { whileWaiting } from "./while-waiting"

const billing = { key: "billing", name: "Billing", permissions: ["billing:read", "users:read"], based_on: "member" }
const create = async (by: Person, role: Record<string, unknown>) => good(await by.send<Role>("POST /roles", role))
const member = ({ organizationId }: Person, id: string) => `/organizations/${organizationId}/users/${id}`
const claims = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())
const fieldsOf = async (by: Person, line: string, body: unknown) =>
  (await by.send(line, body)).error?.fields?.map(({ field }) => field)

test("POST /roles – keys that are built in or malformed, and reserved permissions are refused", async () => {
  const owner = await newTenant()
  for (const key of ["admin", "super_admin", "tenant_admin", "guest", "a", "a".repeat(33), "1a", "Ab", "a-b", "", null])
    expect(await fieldsOf(owner, "POST /roles", { ...billing, key }), String(key)).toEqual(["key"])
  for (const permissions of [["roles:own"], ["webhooks:write"], ["sign_in:delegate"], ["nothing"]])
    expect(await fieldsOf(owner, "POST /roles", { ...billing, permissions })).toEqual(["permissions.0"])
  for (const based_on of ["tenant_admin", "billing", null])
    expect(await fieldsOf(owner, "POST /roles", { ...billing, based_on })).toEqual(["based_on"])
  expect(await create(owner, { ...billing, key: `a${"b".repeat(31)}` })).toMatchObject({ version: 1, members: 0 })
  expect((await owner.send("POST /roles", { ...billing, key: `a${"b".repeat(31)}` })).outcome).toBe("409 role_exists")
})

test("POST /roles – at most fifty in a tenant", async () => {
  const owner = await newTenant()
  const { tenantId } = owner
  const data = Array.from({ length: 50 }, (_, i) => ({ tenantId, key: `own_${i}`, name: "Own", basedOn: "guest" }))
  await db().role.createMany({ data })
  expect((await owner.send("POST /roles", billing)).outcome).toBe("409 too_many_roles")
})

test("GET /roles – built-in ones, then the tenant's own; for admins, not for members, and never another tenant's", async ({
  team,
  foreign,
}) => {
  const owner = await newTenant()
  await create(owner, billing)
  const roles = good(await owner.send<Role[]>("GET /roles"))
  expect(roles.map(({ key }) => key)).toEqual(["admin", "member", "guest", "billing"])
  expect(good(await owner.send<Role>("GET /roles/billing"))).toMatchObject({ ...billing, built_in: false })
  expect((await foreign.owner.send("GET /roles/billing")).outcome).toBe("404 not_found")
  for (const method of ["PUT", "DELETE"])
    expect((await foreign.owner.send(`${method} /roles/billing`, method === "PUT" ? {} : undefined)).status).toBe(404)
  expect((await team.admin.send("GET /roles")).status).toBe(200)
  expect((await team.member.send("GET /roles")).outcome).toBe("403 permission_required")
  const reader = await join(team.owner, "member", { permissions: ["roles:read"] })
  expect((await reader.send("GET /roles/admin")).status).toBe(200)
  const writer = await join(team.owner, "admin", { permissions: ["roles:write"] })
  expect((await writer.send("POST /roles", billing)).outcome).toBe("403 permission_required")
  const given = await team.owner.send(`PUT ${member(team.owner, team.guest.id)}`, { role: "billing" })
  expect(given.error?.fields?.[0]?.field).toBe("role")
})

test("PUT …/users/{user_id} – a role shows as its key with its rank in users, tokens, filters and checks", async () => {
  const owner = await newTenant()
  await create(owner, billing)
  const person = await join(owner, "billing", { permissions: ["extra:one"] })
  const shown = good(await owner.send<User>(`GET /users/${person.id}`))
  const effective = ["billing:read", "extra:one", "users:read"]
  expect(shown).toMatchObject({ role: "billing", role_rank: "member", effective_permissions: effective })
  expect(claims(person.token)).toMatchObject({ role: "billing", role_rank: "member", permissions: effective })
  expect(good(await owner.send<User[]>("GET /users?role=billing")).map(({ id }) => id)).toEqual([person.id])
  expect(good(await person.send("POST /permissions/check", { permission: "billing:read" }))).toEqual({
    allowed: true,
    source: "role",
  })
  const mine = good(await person.send<{ role: string; role_name: string }[]>("GET /users/me/organizations"))
  expect(mine[0]).toMatchObject({ role: "billing", role_rank: "member", role_name: "Billing" })
  // Based on member, but without what members have.
  expect((await person.send(`GET /organizations/${owner.organizationId}`)).outcome).toBe("403 permission_required")
})

test("PUT /roles/{key} – bites within a second, raises versions, and refuses an outdated one", async () => {
  const owner = await newTenant()
  const role = await create(owner, billing)
  const person = await join(owner, "billing")
  const users = () => person.send("GET /users")
  expect((await users()).status).toBe(200)
  const before = good(await owner.send<User>(`GET /users/${person.id}`))
  const ifMatch = { headers: { "if-match": `"${role.version}"` } }
  const changed = await owner.send<Role>("PATCH /roles/billing", { permissions: ["billing:pay"] }, ifMatch)
  expect(changed.data).toMatchObject({ permissions: ["billing:pay"], version: 2, members: 1 })
  await expect.poll(async () => (await users()).outcome, { timeout: 1_000 }).toBe("403 permission_required")
  expect(good(await owner.send<User>(`GET /users/${person.id}`)).version).toBe(before.version + 1)
  expect((await owner.send("PUT /roles/billing", { name: "Late" }, ifMatch)).outcome).toBe("412 version_conflict")
  expect(claims((await signIn(person.email)).token).permissions).toEqual(["billing:pay"])
  const events = good(await owner.send<{ action: string }[]>("GET /audit-events?action=role.updated"))
  expect(events).toHaveLength(1)
})

test("PUT /roles/{key} – no one edits a role that they have, above their rank, or with a permission that they lack", async () => {
  const owner = await newTenant()
  await create(owner, { ...billing, based_on: "admin" })
  const peer = await join(owner, "billing")
  good(await owner.send(`PUT /tenants/${owner.tenantId}/admins/${peer.id}`))
  const [own, key] = [await signIn(peer.email), { name: "Own", role: "tenant_admin", tenant_wide: true }]
  expect((await own.send("PUT /roles/billing", { permissions: [] })).outcome).toBe("403 own_rights")
  expect((await own.send("DELETE /roles/billing?replace_with=admin")).outcome).toBe("403 own_rights")
  const theirs = await makeKey(own.send, { ...key, permissions: ["roles:write"] })
  const byKey = (secret: string, body: unknown) => api("PUT /roles/billing", { token: secret, body })
  expect((await byKey(theirs.secret, { permissions: [] })).outcome).toBe("403 own_rights")
  const low = await makeKey(owner.send, { ...key, role: "member", permissions: ["roles:write"] })
  expect((await byKey(low.secret, { name: "Low" })).outcome).toBe("403 role_above_your_own")
  const lacking = await makeKey(owner.send, { ...key, permissions: ["roles:write"] })
  expect((await byKey(lacking.secret, { permissions: ["users:delete"] })).outcome).toBe("403 permission_not_held")
  expect((await byKey(lacking.secret, { name: "Renamed" })).status).toBe(200)
  const inside = await makeKey(owner.send, { ...key, role: "admin", tenant_wide: false, permissions: ["roles:write"] })
  expect((await byKey(inside.secret, { name: "Inside" })).outcome).toBe("403 permission_required")
})

test("a role based on admin – its holders give roles and permissions that they have themselves, and no others", async () => {
  const owner = await newTenant()
  const included = ["users:write", "users:read", "organizations:read", "invites:write", "billing:read"]
  await create(owner, { key: "support", name: "Support", permissions: included, based_on: "admin" })
  await create(owner, billing)
  await create(owner, { key: "auditor", name: "Auditor", permissions: ["audit:read"], based_on: "guest" })
  const support = await join(owner, "support")
  const target = await join(owner, "guest")
  const give = async (body: Record<string, unknown>) =>
    (await support.send(`PUT ${member(owner, target.id)}`, body)).outcome
  expect(await give({ role: "admin" })).toBe("403 permission_not_held")
  expect(await give({ role: "auditor" })).toBe("403 permission_not_held")
  expect(await give({ permissions: ["billing:pay"] })).toBe("403 permission_not_held")
  expect(await give({ role: "billing", permissions: ["billing:read"] })).toBe("200")
  expect(await give({ role: "member" })).toBe("200")
  const offer = { email: newAddress(), name: "New", role: "admin", organization_id: owner.organizationId }
  expect((await support.send("POST /users", offer)).outcome).toBe("403 permission_not_held")
  const rows = ["admin", "billing", "nobody"].map((role) => ({ email: newAddress(), name: "Row", role }))
  const batch = { organization_id: owner.organizationId, users: rows }
  const results = good(await support.send<{ code?: string }[]>("POST /users/batch", batch))
  expect(results.map(({ code }) => code)).toEqual(["permission_not_held", undefined, "validation_failed"])
  // The last permanent admin is one by the built-in role.
  expect((await owner.send(`PUT ${member(owner, owner.id)}`, { role: "auditor" })).outcome).toBe("409 last_admin")
})

test("a demotion through the role's permissions cuts keys and invitations that were created before", async () => {
  const owner = await newTenant()
  const included = ["api_keys:write", "invites:write", "organizations:read", "users:read", "billing:read"]
  await create(owner, { key: "support", name: "Support", permissions: included, based_on: "admin" })
  const support = await join(owner, "support")
  const key = await makeKey(support.send, { name: "K", role: "support", permissions: ["billing:read"] })
  const ask = (permission: string) =>
    api<{ allowed: boolean }>("POST /permissions/check", { token: key.secret, body: { permission } })
  expect((await ask("billing:read")).data.allowed).toBe(true)
  // The role is given to the key with what it includes.
  expect((await ask("users:read")).data.allowed).toBe(true)
  const offered = await invite(support, newAddress("offered"), { role: "member", permissions: ["billing:read"] })
  good(await owner.send("PUT /roles/support", { permissions: ["organizations:read"] }))
  await expect.poll(async () => (await ask("billing:read")).data.allowed, { timeout: 1_000 }).toBe(false)
  expect((await ask("users:read")).data.allowed).toBe(false)
  const joined = await accept(offered.token)
  expect(claims(joined.token)).toMatchObject({ role: "guest", permissions: ["organizations:read"] })
})

test("DELETE /roles/{key} – a role in use needs a replacement, and gets it everywhere", async () => {
  const owner = await newTenant()
  await create(owner, billing)
  const person = await join(owner, "billing")
  const offered = await invite(owner, newAddress("offered"), { role: "billing" })
  const key = await makeKey(owner.send, { name: "K", role: "billing", permissions: [] })
  const web = { name: "Shop", type: "web", redirect_uris: ["https://shop.example.com/"], access: "roles" }
  type Access = { id: string; access_roles: string[] }
  const app = good(await owner.send<Access>("POST /applications", { ...web, access_roles: ["billing", "member"] }))
  expect(await fieldsOf(owner, "POST /applications", { ...web, access_roles: ["nobody"] })).toEqual(["access_roles.0"])
  const refused = await owner.send("DELETE /roles/billing")
  expect(refused.outcome).toBe("409 role_in_use")
  expect(refused.error).toMatchObject({ used_by: { members: 1, invites: 1, api_keys: 1, applications: 1 } })
  for (const bad of ["nobody", "billing", "super_admin", "Bad"])
    expect([403, 422]).toContain((await owner.send(`DELETE /roles/billing?replace_with=${bad}`)).status)
  expect((await owner.send("DELETE /roles/billing?replace_with=member")).status).toBe(204)
  expect(good(await owner.send<User>(`GET /users/${person.id}`))).toMatchObject({ role: "member", role_rank: "member" })
  expect(good(await owner.send(`GET /api-keys/${key.id}`))).toMatchObject({ role: "member" })
  expect(good(await owner.send<Access>(`GET /applications/${app.id}`)).access_roles).toEqual(["member"])
  const invites = good(await owner.send<Invite[]>(`GET /organizations/${owner.organizationId}/invites?status=pending`))
  expect(invites.find(({ id }) => id === offered.id)?.role).toBe("member")
  expect((await owner.send("GET /roles/billing")).outcome).toBe("404 not_found")
  expect((await person.send("GET /users")).status).toBe(200)
})

test("DELETE /roles/{key} – a request that gives the role meanwhile loses the race or is replaced", async () => {
  const owner = await newTenant()
  for (let round = 0; round < 3; round++) {
    await create(owner, { ...billing, key: `race_${round}` })
    const target = await join(owner, "guest")
    const give = () => owner.send(`PUT ${member(owner, target.id)}`, { role: `race_${round}` })
    const remove = () => owner.send(`DELETE /roles/race_${round}?replace_with=member`)
    // Waits for the organization's lock while the role is deleted.
    const given = round === 0 ? await whileWaiting(owner, give, remove) : (await Promise.all([give(), remove()]))[0]
    if (round === 0) expect(given.outcome).toBe("422 validation_failed")
    const role = good(await owner.send<User>(`GET /users/${target.id}`)).role
    expect(role).toBe(given.status === 200 ? "member" : "guest")
  }
})

test("GET /permissions – built-in ones, and the tenant's own from their first use; one in use can't be deleted", async ({
  foreign,
}) => {
  const owner = await newTenant()
  await join(owner, "guest", { permissions: ["orders:read"] })
  const named = async (by: Person) => good(await by.send<PermissionEntry[]>("GET /permissions")).map(({ name }) => name)
  expect(await named(owner)).toEqual(expect.arrayContaining(["users:read", "roles:write", "orders:read"]))
  expect(await named(foreign.owner)).not.toContain("orders:read")
  const described = await owner.send<PermissionEntry>("PUT /permissions/orders:read", { description: "See orders" })
  expect(described.data).toMatchObject({ name: "orders:read", description: "See orders", built_in: false, version: 2 })
  const added = { name: "orders:write", description: null }
  expect((await owner.send("POST /permissions", added)).status).toBe(201)
  expect((await owner.send("POST /permissions", added)).outcome).toBe("409 permission_exists")
  for (const name of ["users:read", "roles:any"])
    expect(await fieldsOf(owner, "POST /permissions", { name })).toEqual(["name"])
  const used = await owner.send("DELETE /permissions/orders:read")
  expect(used.outcome).toBe("409 permission_in_use")
  expect(used.error).toMatchObject({ used_by: { members: 1 } })
  expect((await owner.send("DELETE /permissions/orders:write")).status).toBe(204)
  for (const name of ["orders:write", "users:read"])
    expect((await owner.send(`DELETE /permissions/${name}`)).outcome).toBe("404 not_found")
})
