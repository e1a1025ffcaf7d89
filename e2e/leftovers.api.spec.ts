import { endExpired } from "../lib/housekeeping/end-dates"
import { setTenantDeleted } from "../lib/operator/tenants"
import { behindTheirBacks, db } from "./database"
import {
  accept,
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
  register,
  signIn,
  test,
} from "./fixtures"
import { accepting, fresh, login, openOrganization, resetTo } from "./strangers"

test("an address change requested by a squatter is invalid once the owner of the address has joined (N-1)", async ({
  team,
}) => {
  const squatter = await register({ email: newAddress("victim") })
  const evil = newAddress("evil")
  good(await squatter.send("POST /users/me/email", { email: evil, password }))
  const { token: change } = await mailTo(evil, "confirm_email")
  const { token } = await invite(team.owner, squatter.email, { role: "admin" })
  expect((await accepting(token)).status).toBe(200)
  expect((await api("POST /auth/verify-email", { body: { token: change } })).outcome).toBe("410 token_expired")
  const account = await db().user.findUniqueOrThrow({ where: { id: squatter.id } })
  expect([account.email, account.name]).toEqual([squatter.email, fresh.name])
})

test("nothing obtained with the old password outlives a reset: session, challenge, change of address, change of password (N-2, N-3, N-4, N-8)", async () => {
  const owner = await newTenant()
  const evil = newAddress("evil")
  good(await owner.send("POST /users/me/email", { email: evil, password }))
  const { token: change } = await mailTo(evil, "confirm_email")
  expect((await resetTo(owner.email, "a password by reset")).status).toBe(200)
  expect((await login(owner.email)).outcome).toBe("401 invalid_credentials")
  expect((await owner.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await api("POST /auth/refresh", { body: { refresh_token: owner.refreshToken } })).status).toBe(401)
  expect((await api("POST /auth/verify-email", { body: { token: change } })).outcome).toBe("410 token_expired")
  const body = { current_password: password, new_password: "the attacker's password" }
  expect((await owner.send("PUT /users/me/password", body)).outcome).toBe("401 invalid_token")
  expect((await login(owner.email, "a password by reset")).status).toBe(200)
})

test("a reset during ten sign-ins with the old password leaves none of their sessions active (N-2)", async () => {
  const owner = await newTenant()
  good(await api("POST /auth/password/forgot", { body: { email: owner.email } }))
  const { token } = await mailTo(owner.email, "reset_password")
  const attempts = Array.from({ length: 10 }, () => login(owner.email))
  const reset = await api("POST /auth/password/reset", { body: { token, new_password: "a password by reset" } })
  expect(reset.status).toBe(200)
  for (const { data } of await Promise.all(attempts))
    if (data) expect((await api("GET /users/me", { token: data.token })).outcome).toBe("401 invalid_token")
  expect(await db().session.count({ where: { userId: owner.id, endedAt: null } })).toBe(0)
})

test("a reset of an unverified account leaves nothing of its registrant, and its owner gets access (N-5)", async () => {
  const squatter = await register({ email: newAddress("victim"), organization_name: "Squat" })
  await db().userSecret.update({
    where: { userId: squatter.id },
    data: { totpConfirmedAt: new Date(), totpSecret: Buffer.alloc(40), recoveryCodes: [Buffer.alloc(33)] },
  })
  good(await squatter.send("PUT /users/me", { bio: "A stranger", avatar_url: "https://stranger.example.com/a.png" }))
  const keyId = `key_${squatter.id.slice(5)}`
  await db().apiKey.create({
    data: {
      tenantId: squatter.tenantId,
      id: keyId,
      organizationId: squatter.organizationId,
      name: "K",
      role: "admin",
      lastFour: "abcd",
      creatorId: squatter.id,
    },
  })
  expect((await resetTo(squatter.email, fresh.password)).status).toBe(200)
  const owner = await signIn(squatter.email, fresh.password)
  expect(owner.id).toBe(squatter.id)
  expect(
    (await owner.send<{ name: string; email_verified: boolean; organization_id: null }>("GET /users/me")).data,
  ).toMatchObject({
    name: squatter.email.split("@")[0],
    email_verified: true,
    organization_id: null,
  })
  expect(await db().user.findUniqueOrThrow({ where: { id: owner.id } })).toMatchObject({ bio: null, avatarUrl: null })
  expect(await db().userSecret.findUniqueOrThrow({ where: { userId: owner.id } })).toMatchObject({
    totpSecret: null,
    totpConfirmedAt: null,
    totpLastStep: null,
    recoveryCodes: [],
  })
  expect((await squatter.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect(
    (await db().apiKey.findFirstOrThrow({ where: { tenantId: squatter.tenantId, id: keyId } })).revokedAt,
  ).not.toBeNull()
  expect((await db().tenant.findUniqueOrThrow({ where: { id: squatter.tenantId } })).status).toBe("deleted")
  expect(await db().tenantAdmin.count({ where: { tenantId: squatter.tenantId, userId: squatter.id } })).toBe(0)
})

test("an unverified account in an organization with open sign-up is a plain member after its owner's reset (N-5)", async () => {
  const admin = await openOrganization()
  const squatter = await register({
    email: newAddress("victim"),
    organization_id: admin.organizationId,
    organization_name: undefined,
  })
  good(await admin.send(`PUT /users/${squatter.id}`, { role: "admin", permissions: ["billing:read"] }))
  expect((await resetTo(squatter.email, fresh.password)).status).toBe(200)
  const owner = await signIn(squatter.email, fresh.password)
  expect((await owner.send("GET /users/me")).data).toMatchObject({
    organization_id: admin.organizationId,
    role: "member",
    permissions: [],
  })
})

/** Finds contradictions: active members whose account is closed. */
async function activeOfClosed(tenantId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT m.user_id AS id FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.tenant_id = ${tenantId} AND m.status = 'active' AND m.deleted_at IS NULL AND u.deleted_at IS NOT NULL`
  return rows.map((row) => row.id)
}

for (const way of ["an invite", "a bulk invite", "POST /users"])
  test(`a person who registered without verifying, was removed and is invited again joins by ${way} (N-9)`, async () => {
    const admin = await openOrganization()
    const { organizationId } = admin
    const email = newAddress("removed")
    const person = await register({ email, organization_id: organizationId, organization_name: undefined })
    good(await admin.send(`DELETE /users/${person.id}`))
    expect((await db().user.findUniqueOrThrow({ where: { email } })).deletedAt).not.toBeNull()
    const invites = `POST /organizations/${organizationId}/invites`
    if (way === "an invite") good(await admin.send(invites, { email, role: "member" }))
    if (way === "a bulk invite") good(await admin.send(`${invites}/bulk`, { invites: [{ email, role: "member" }] }))
    if (way === "POST /users")
      good(
        await admin.send("POST /users", {
          email,
          name: "Again",
          role: "member",
          organization_id: organizationId,
          send_invite: true,
        }),
      )
    const { token } = await mailTo(email)
    expect(await activeOfClosed(admin.tenantId)).toEqual([])
    const joined = good(await accepting(token))
    expect((await api("GET /users/me", { token: joined.token })).status).toBe(200)
    const { id, deletedAt } = await db().user.findUniqueOrThrow({ where: { email } })
    expect(deletedAt).toBeNull()
    expect(await activeOfClosed(admin.tenantId)).toEqual([])
    const where = { tenantId: admin.tenantId, organizationId, userId: id, status: "active", deletedAt: null }
    expect(await db().membership.count({ where })).toBe(1)
    expect((await login(email, fresh.password)).status).toBe(200)
  })

/** Everything that a member leaves in an organization: session, key and invite. */
async function leavings(owner: Person, organizationId: string) {
  const member = await join(owner, "admin", { organizationId })
  const body = { name: "K", role: "member", permissions: ["users:read"] }
  const key = good(await member.send<{ secret: string }>("POST /api-keys", body))
  return { member, key, pending: await invite(member, newAddress(), {}, organizationId) }
}

const refreshed = async (member: Person) =>
  api<{ org_id?: string }>("POST /auth/refresh", { body: { refresh_token: member.refreshToken } })

for (const way of ["deleted and restored", "with its tenant deleted and restored"])
  test(`an organization that was ${way} reactivates no token, key or invite, and its members can sign in again`, async () => {
    const owner = await newTenant()
    const second = good(await owner.send<{ id: string }>("POST /organizations", { name: "Second" })).id
    const { member, key, pending } = await leavings(owner, second)
    if (way === "deleted and restored") {
      good(await owner.send(`DELETE /organizations/${second}`))
      await behindTheirBacks(
        () => db().$executeRaw`
        UPDATE organizations SET status = 'active', deleted_at = NULL, active_since = now() WHERE tenant_id = ${owner.tenantId} AND id = ${second}`,
      )
    } else {
      await behindTheirBacks(() => setTenantDeleted(owner.tenantId, true))
      expect((await member.send("GET /users/me")).outcome).toBe("401 invalid_token")
      await behindTheirBacks(() => setTenantDeleted(owner.tenantId, false))
    }
    expect((await member.send("GET /users/me")).outcome).toBe("401 invalid_token")
    expect((await refreshed(member)).outcome).toBe("401 invalid_token")
    expect((await api("GET /users", { token: key.secret })).outcome).toBe("401 invalid_token")
    expect((await api(`GET /invites/${pending.token}`)).outcome).toBe("410 invite_revoked")
    expect((await signIn(member.email)).organizationId).toBe(second)
  })

test("while a tenant is suspended its sessions, keys and invites are rejected; resumed, keys and invites work, earlier tokens stay invalid", async ({
  root,
}) => {
  const owner = await newTenant()
  const { tenantId, organizationId } = owner
  const { member, key, pending } = await leavings(owner, organizationId)
  good(await root.send(`PUT /tenants/${tenantId}`, { status: "suspended" }))
  expect((await member.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await api("GET /users", { token: key.secret })).outcome).toBe("401 invalid_token")
  expect((await accepting(pending.token)).outcome).toBe("410 invite_revoked")
  good(await root.send(`PUT /tenants/${tenantId}`, { status: "active" }))
  expect((await member.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await api("GET /users", { token: key.secret })).status).toBe(200)
  expect((await accepting(pending.token)).status).toBe(200)
  expect((await signIn(member.email)).organizationId).toBe(organizationId)
})

test("a later expiry reactivates no key, invite or token of a membership that had expired", async () => {
  const owner = await newTenant()
  const admin = await join(owner, "admin")
  const key = good(
    await admin.send<{ id: string; secret: string }>("POST /api-keys", { name: "K", role: "member", permissions: [] }),
  )
  const pending = await invite(admin, newAddress())
  const { tenantId, organizationId } = owner
  await behindTheirBacks(
    () => db().$executeRaw`
    UPDATE memberships SET expires_at = now() WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${admin.id}`,
  )
  expect((await admin.send("GET /users/me")).outcome).toBe("401 invalid_token")
  await endExpired()
  good(await owner.send(`PUT /users/${admin.id}`, { expires_at: null }))
  expect((await admin.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await api("GET /users", { token: key.secret })).outcome).toBe("401 invalid_token")
  expect((await api(`GET /invites/${pending.token}`)).outcome).toBe("410 invite_revoked")
  const events = await db().auditEvent.findMany({ where: { tenantId, action: "member.expired" } })
  expect(events).toMatchObject([
    { targetId: admin.id, actorType: "system", after: { api_keys: [key.id], invites: [pending.id] } },
  ])
})

test("API keys that expired – the invites that each created are revoked, and its event lists them", async () => {
  const owner = await newTenant()
  const { tenantId, organizationId } = owner
  const body = { role: "admin", permissions: ["invites:write"] }
  const made = async (name: string) => {
    const key = good(await owner.send<{ id: string; secret: string }>("POST /api-keys", { ...body, name }))
    const sent = { email: newAddress(), role: "member" }
    const path = `POST /organizations/${organizationId}/invites`
    const offer = good(await api<{ id: string }>(path, { token: key.secret, body: sent }))
    return { id: key.id, invite: offer.id }
  }
  const [one, other, alive] = [await made("One"), await made("Other"), await made("Alive")]
  const expired = [one.id, other.id]
  await behindTheirBacks(
    () => db().$executeRaw`
    UPDATE api_keys SET expires_at = now() WHERE tenant_id = ${tenantId} AND id = ANY(${expired})`,
  )
  await endExpired()
  const pending = await db().invite.findMany({ where: { tenantId, status: "pending" }, select: { id: true } })
  expect(pending).toEqual([{ id: alive.invite }])
  const events = await db().auditEvent.findMany({ where: { tenantId, action: "api_key.expired" } })
  expect(new Map(events.map(({ targetId, after }) => [targetId, after]))).toEqual(
    new Map([one, other].map(({ id, invite }) => [id, { invites: [invite] }])),
  )
})

test("an expired invite that POST /users renews keeps its old link invalid, and one whose creator left can be sent again", async () => {
  const owner = await newTenant()
  const admin = await join(owner, "admin")
  const email = newAddress()
  const { tenantId, organizationId } = owner
  const old = await invite(admin, email)
  await db().$executeRaw`UPDATE invites SET expires_at = now() WHERE tenant_id = ${tenantId} AND id = ${old.id}`
  good(await admin.send("POST /users", { email, name: "Entered", role: "member", organization_id: organizationId }))
  expect((await accepting(old.token)).status).toBe(410)
  await db().$executeRaw`UPDATE invites SET expires_at = now() WHERE tenant_id = ${tenantId} AND id = ${old.id}`
  good(await owner.send(`DELETE /users/${admin.id}`))
  good(await owner.send(`POST /organizations/${organizationId}/invites/${old.id}/resend`))
  const { token } = await mailTo(email)
  expect((await accept(token)).organizationId).toBe(organizationId)
})

test("changing the address leaves behind the invites of the old one", async ({ team, foreign }) => {
  const person = await join(foreign.owner, "member")
  const offer = { email: person.email, name: "Offered", role: "member", organization_id: team.organizationId }
  good(await team.owner.send("POST /users", offer))
  const email = newAddress("moved")
  good(await person.send("POST /users/me/email", { email, password }))
  good(await api("POST /auth/verify-email", { body: { token: (await mailTo(email, "confirm_email")).token } }))
  const rows = await db().membership.findMany({
    where: { tenantId: team.tenantId, organizationId: team.organizationId, status: "invited", deletedAt: null },
  })
  const offered = rows.find((row) => row.name === "Offered")
  expect([offered?.email, offered?.userId === person.id]).toEqual([person.email, false])
})

test("changing to an address that an organization added as a user takes over its invites, and can be undone", async ({
  team,
  foreign,
}) => {
  const person = await join(foreign.owner, "member")
  const email = newAddress("entered")
  const offer = { email, name: "Offered", role: "member", organization_id: team.organizationId, send_invite: true }
  good(await team.owner.send("POST /users", offer))
  const { token } = await mailTo(email)
  const changeTo = async (me: Person, to: string) => {
    good(await me.send("POST /users/me/email", { email: to, password }))
    return api("POST /auth/verify-email", { body: { token: (await mailTo(to, "confirm_email")).token } })
  }
  expect((await changeTo(person, email)).status).toBe(200)
  const moved = await signIn(email)
  expect(moved.id).toBe(person.id)
  const where = { tenantId: team.tenantId, organizationId: team.organizationId, email, deletedAt: null }
  expect(await db().membership.findMany({ where, select: { userId: true, status: true, name: true } })).toEqual([
    { userId: person.id, status: "invited", name: "Offered" },
  ])
  expect((await moved.send(`POST /invites/${token}/accept`, {})).status).toBe(200)
  expect((await changeTo(moved, person.email)).status).toBe(200)
  expect((await signIn(person.email)).id).toBe(person.id)
})

test("a member whose membership has expired cannot become a tenant admin", async () => {
  const owner = await newTenant()
  const member = await join(owner, "admin")
  const { tenantId, organizationId } = owner
  await behindTheirBacks(
    () => db().$executeRaw`
    UPDATE memberships SET expires_at = now() WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${member.id}`,
  )
  expect((await owner.send(`PUT /tenants/${tenantId}/admins/${member.id}`)).outcome).toBe("404 not_found")
})

test("moving back to an address leaves behind its invites, also earlier ones", async () => {
  const owner = await newTenant()
  const { tenantId, organizationId: organization_id } = owner
  const person = await join(owner, "member")
  const email = newAddress("entered")
  const offer = { email, name: "Offered", role: "member", organization_id, send_invite: true }
  const changeTo = async (me: Person, to: string) => {
    good(await me.send("POST /users/me/email", { email: to, password }))
    good(await api("POST /auth/verify-email", { body: { token: (await mailTo(to, "confirm_email")).token } }))
    return signIn(to)
  }
  good(await owner.send("POST /users", offer))
  await changeTo(person, email)
  good(await owner.send(`DELETE /organizations/${organization_id}/users/${person.id}`))
  good(await owner.send("POST /users", offer))
  expect((await changeTo(await signIn(email), person.email)).id).toBe(person.id)
  const rows = await db().membership.findMany({ where: { tenantId, email, deletedAt: null } })
  const { id } = await db().user.findUniqueOrThrow({ where: { email } })
  expect(rows.map((row) => [row.userId, row.status])).toEqual([[id, "invited"]])
})

test("two invites to one new address accepted at the same time – one creates the account, the other says to sign in, and works then", async ({
  team,
  foreign,
}) => {
  const email = newAddress("wanted")
  const links = [await invite(team.owner, email), await invite(foreign.owner, email)].map(({ token }) => token)
  const both = await Promise.all(links.map((token) => accepting(token)))
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(["200", "409 sign_in_to_accept"])
  const person = await signIn(email, fresh.password)
  const other = links[both.findIndex(({ status }) => status === 409)]
  expect((await person.send(`POST /invites/${other}/accept`, {})).status).toBe(200)
})
