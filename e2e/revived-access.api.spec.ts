import { makeSuperAdmin, removeSuperAdmin } from "../lib/operator/super-admins"
import { setTenantDeleted } from "../lib/operator/tenants"
import type { User } from "../lib/users/schema"
import { behindTheirBacks, db } from "./database"
import {
  api,
  expect,
  good,
  invite,
  join,
  mailTo,
  newAddress,
  newTenant,
  type Person,
  password,
  signIn,
  test,
} from "./fixtures"
import { openOrganization } from "./strangers"
import { whileWaiting } from "./while-waiting"

const me = ({ token }: { token: string }) => api("GET /users/me", { token }).then(({ outcome }) => outcome)
const at = ({ organizationId }: { organizationId: string }, id: string) =>
  `/organizations/${organizationId}/users/${id}`
const switchTo = (person: Person, organization_id: string) =>
  api<{ token: string }>("POST /auth/switch", { body: { refresh_token: person.refreshToken, organization_id } })

for (const role of ["member", "tenant admin"])
  test(`DELETE /users/{id}/sessions – a ${role}'s access token is refused, also when its session has switched to another tenant since`, async ({
    foreign,
  }) => {
    const owner = await newTenant()
    const joined = await join(owner, "member")
    if (role === "tenant admin") good(await owner.send(`PUT /tenants/${owner.tenantId}/admins/${joined.id}`))
    const person = await signIn(joined.email)
    const { token } = await invite(foreign.owner, person.email)
    good(await person.send(`POST /invites/${token}/accept`, {}))
    const elsewhere = good(await switchTo(person, foreign.organizationId))
    expect([await me(person), await me(elsewhere)]).toEqual(["200", "200"])
    good(await owner.send(`DELETE /users/${person.id}/sessions`))
    expect([await me(person), await me(elsewhere)]).toEqual(["401 invalid_token", "200"])
    expect(await me(await signIn(person.email, password, owner.organizationId))).toBe("200")
  })

/** Creates a key and an invite there, and returns whether they still hold. */
async function leavings(person: Person) {
  const body = { name: "K", role: "member", permissions: ["users:read"] }
  const { secret, id } = good(await person.send<{ secret: string; id: string }>("POST /api-keys", body))
  const pending = await invite(person, newAddress())
  return {
    id,
    works: async () => [
      (await api("GET /users", { token: secret })).outcome,
      (await api(`GET /invites/${pending.token}`)).outcome,
    ],
  }
}

const ended = ["401 invalid_token", "410 invite_revoked"]

test("DELETE /tenants/{id}/admins/{user_id} – ends what the role had created where the membership has expired", async () => {
  const owner = await newTenant()
  const { tenantId, organizationId } = owner
  const peer = await join(owner, "member")
  good(await owner.send(`PUT /tenants/${tenantId}/admins/${peer.id}`))
  await behindTheirBacks(
    () => db().$executeRaw`
      UPDATE memberships SET expires_at = now(), expired_at = now()
      WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${peer.id}`,
  )
  const { id, works } = await leavings(await signIn(peer.email))
  good(await owner.send(`DELETE /tenants/${tenantId}/admins/${peer.id}`))
  expect((await db().apiKey.findFirstOrThrow({ where: { tenantId, id } })).revokedAt).not.toBeNull()
  good(await owner.send(`PUT ${at(owner, peer.id)}`, { expires_at: null }))
  expect(await works()).toEqual(ended)
})

test("a removed super admin's keys and invites do not come back with a membership that was suspended then", async () => {
  const owner = await newTenant()
  const peer = await join(owner, "admin")
  good(await owner.send(`PUT ${at(owner, peer.id)}`, { status: "suspended" }))
  await behindTheirBacks(() => makeSuperAdmin(peer.email, peer.name, null))
  const { works } = await leavings(await signIn(peer.email, password, owner.organizationId))
  expect(await works()).toEqual(["200", "200"])
  await behindTheirBacks(() => removeSuperAdmin(peer.email))
  good(await owner.send(`PUT ${at(owner, peer.id)}`, { status: "active" }))
  expect(await works()).toEqual(ended)
})

test("a tenant that was suspended when it was deleted is suspended when it is restored", async ({ root }) => {
  const owner = await newTenant()
  const { tenantId } = owner
  const shown = async () => good(await root.send<{ status: string }>(`GET /tenants/${tenantId}`)).status
  good(await root.send(`PUT /tenants/${tenantId}`, { status: "suspended" }))
  good(await root.send(`DELETE /tenants/${tenantId}`, { password: root.password }))
  await behindTheirBacks(() => setTenantDeleted(tenantId, false))
  expect(await shown()).toBe("suspended")
  expect((await api("POST /auth/login", { body: { email: owner.email, password } })).data).toMatchObject({
    user: { organization_id: null },
  })
  good(await root.send(`PUT /tenants/${tenantId}`, { status: "active" }))
  expect((await signIn(owner.email)).tenantId).toBe(tenantId)
  await behindTheirBacks(() => setTenantDeleted(tenantId, true))
  await behindTheirBacks(() => setTenantDeleted(tenantId, false))
  expect(await shown()).toBe("active")
})

test("a tenant that was deleted more than 30 days ago is not restored", async () => {
  const { tenantId } = await newTenant()
  await behindTheirBacks(() => setTenantDeleted(tenantId, true))
  await db().$executeRaw`UPDATE tenants SET deleted_at = now() - interval '31 days' WHERE id = ${tenantId}`
  await expect(setTenantDeleted(tenantId, false)).rejects.toThrow(`There is no deleted tenant ${tenantId}.`)
  expect((await db().tenant.findUniqueOrThrow({ where: { id: tenantId } })).status).toBe("deleted")
})

test("PUT …/users/{user_id} – a token from before a suspension stays invalid, also when the lift was sent before that", async () => {
  const owner = await newTenant()
  const member = await join(owner, "member")
  const { tenantId, organizationId } = owner
  let late: Person | undefined
  const lifted = await whileWaiting(
    owner,
    () => owner.send(`PUT ${at(owner, member.id)}`, { status: "active" }),
    async (tx) => {
      late = await signIn(member.email)
      await tx.$executeRaw`
        UPDATE memberships SET status = 'suspended'
        WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${member.id}`
    },
  )
  expect(lifted.status).toBe(200)
  expect(late && (await me(late))).toBe("401 invalid_token")
  expect(await me(await signIn(member.email))).toBe("200")
})

test("PUT …/users/{user_id} – a later expiry that waits for the job which carries out the old one is a new one", async () => {
  const owner = await newTenant()
  const member = await join(owner, "member")
  const { tenantId, organizationId } = owner
  const where = { tenantId_organizationId_userId: { tenantId, organizationId, userId: member.id } }
  await behindTheirBacks(
    () => db().$executeRaw`
      UPDATE memberships SET expires_at = now() + interval '2 seconds'
      WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${member.id}`,
  )
  const moved = await whileWaiting(
    owner,
    () => owner.send<User>(`PUT ${at(owner, member.id)}`, { expires_at: "2090-01-01T00:00:00Z" }),
    async (tx) => {
      await new Promise((wake) => setTimeout(wake, 2_500))
      await tx.$executeRaw`
        UPDATE memberships SET expired_at = now() + interval '3 seconds'
        WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${member.id}`
    },
  )
  expect(good(moved)).toMatchObject({ status: "active", expires_at: "2090-01-01T00:00:00Z" })
  expect((await db().membership.findUniqueOrThrow({ where })).expiredAt).toBeNull()
  expect(await me(member)).toBe("401 invalid_token")
})

test("an access token for another organization ends with its session when the organization that has it is deleted", async () => {
  const owner = await newTenant()
  const annex = good(await owner.send<{ id: string }>("POST /organizations", { name: "Annex" })).id
  const person = await join(owner, "member")
  const { token } = await invite(owner, person.email, {}, annex)
  good(await person.send(`POST /invites/${token}/accept`, {}))
  good(await switchTo(person, annex))
  expect(await me(person)).toBe("200")
  good(await owner.send(`DELETE /organizations/${annex}`))
  expect(await me(person)).toBe("401 invalid_token")
})

test("POST /organizations/{id}/join – an expiry that an admin has set outlasts leaving and joining again", async () => {
  const owner = await openOrganization()
  const annex = good(await owner.send<{ id: string }>("POST /organizations", { name: "Annex" })).id
  const member = await join(owner, "member", { organizationId: annex })
  good(await member.send(`POST /organizations/${owner.organizationId}/join`))
  const expires_at = "2090-01-01T00:00:00Z"
  good(await owner.send(`PUT ${at(owner, member.id)}`, { expires_at, permissions: ["billing:read"] }))
  good(await member.send(`DELETE ${at(owner, member.id)}`))
  good(await member.send(`POST /organizations/${owner.organizationId}/join`))
  const again = good(await owner.send<User>(`GET /users/${member.id}`))
  expect(again).toMatchObject({ role: "member", permissions: [], status: "active", expires_at })

  good(await member.send(`DELETE ${at(owner, member.id)}`))
  await db().$executeRaw`
    UPDATE memberships SET expires_at = now() WHERE tenant_id = ${owner.tenantId} AND user_id = ${member.id}
      AND organization_id = ${owner.organizationId}`
  expect((await member.send(`POST /organizations/${owner.organizationId}/join`)).outcome).toBe("404 not_found")
  // An invitation is a new decision.
  const { token } = await invite(owner, member.email)
  good(await member.send(`POST /invites/${token}/accept`, {}))
  expect(good(await owner.send<User>(`GET /users/${member.id}`))).toMatchObject({ status: "active", expires_at: null })
})

test("POST /organizations/{id}/join – a suspension outlasts a change of the address", async () => {
  const owner = await openOrganization()
  const annex = good(await owner.send<{ id: string }>("POST /organizations", { name: "Annex" })).id
  const member = await join(owner, "member", { organizationId: annex })
  good(await member.send(`POST /organizations/${owner.organizationId}/join`))
  good(await owner.send(`PUT ${at(owner, member.id)}`, { status: "suspended" }))
  const email = newAddress("moved")
  good(await member.send("POST /users/me/email", { email, password }))
  good(await api("POST /auth/verify-email", { body: { token: (await mailTo(email, "confirm_email")).token } }))
  const moved = await signIn(email)
  expect(moved.organizationId).toBe(annex)
  const joined = await moved.send(`POST /organizations/${owner.organizationId}/join`)
  expect(joined.outcome).toBe("409 membership_suspended")
})
