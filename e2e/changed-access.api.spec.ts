import { revokeRecentKeys } from "../lib/auth/revoke-keys"
import { sha256 } from "../lib/core/crypto"
import type { User } from "../lib/users/schema"
import { behindTheirBacks, db } from "./database"
import { api, expect, good, join, mailTo, newAddress, newTenant, type Person, signIn, test } from "./fixtures"

const path = ({ organizationId }: Person, id: string) => `PUT /organizations/${organizationId}/users/${id}`

/** Creates a pending member who has not accepted yet. */
async function entered(by: Person, more: Record<string, unknown> = {}) {
  const body = { email: newAddress("entered"), name: "Ed Entered", role: "member", organization_id: by.organizationId }
  return good(await by.send<User>("POST /users", { ...body, ...more }))
}

test("PUT …/users/{user_id} – no change of status makes a person who has not accepted a member", async ({ team }) => {
  const { id, email } = await entered(team.admin, { role: "admin" })
  for (const status of ["suspended", "active"])
    expect((await team.admin.send(path(team.admin, id), { status })).outcome).toBe("422 validation_failed")
  // As an older version stored it.
  const key = { tenantId: team.tenantId, organizationId: team.organizationId, userId: id }
  await behindTheirBacks(() => db().membership.updateMany({ where: key, data: { status: "suspended" } }))
  expect((await team.admin.send(path(team.admin, id), { status: "active" })).outcome).toBe("422 validation_failed")
  const registered = await api("POST /auth/register", { body: { email, password: "correct horse battery", name: "S" } })
  if (registered.status === 201)
    expect((await signIn(email, "correct horse battery").catch(() => null))?.organizationId).not.toBe(
      team.organizationId,
    )
})

test("PUT …/users/{user_id} – changes before an invitation is accepted apply to its recipient", async ({ team }) => {
  const { id, email } = await entered(team.admin, { role: "admin", send_invite: true })
  const expires_at = "2090-01-01T00:00:00Z"
  good(await team.admin.send(path(team.admin, id), { role: "guest", permissions: ["billing:read"], expires_at }))
  const { token } = await mailTo(email, "set_password")
  const body = { name: "Ed Entered", password: "correct horse battery" }
  good(await api(`POST /invites/${token}/accept`, { body }))
  const shown = good(await team.admin.send<User>(`GET /users/${id}`))
  expect(shown).toMatchObject({ role: "guest", permissions: ["billing:read"], status: "active", expires_at })
})

test("PUT …/users/{user_id} – no one can lift their own suspension, nor their own limits by an API key of theirs", async ({
  team,
}) => {
  const owner = await newTenant()
  const peer = await join(owner, "admin")
  good(await owner.send(`PUT /tenants/${owner.tenantId}/admins/${peer.id}`))
  good(await peer.send(path(owner, owner.id), { status: "suspended" }))
  expect((await owner.send(path(owner, owner.id), { status: "active" })).outcome).toBe("403 own_rights")

  const admin = await join(team.owner, "admin")
  good(await team.owner.send(path(team.owner, admin.id), { expires_at: "2090-01-01T00:00:00Z" }))
  const made = { name: "Own", role: "admin", permissions: ["users:write", "users:read", "billing:write"] }
  const { secret } = good(await admin.send<{ secret: string }>("POST /api-keys", made))
  for (const body of [{ expires_at: null }, { permissions: ["billing:write"] }])
    expect((await api(path(admin, admin.id), { token: secret, body })).outcome).toBe("403 own_rights")
})

test("POST /auth/password/reset – lists a key that was rotated since, however old it is", async ({ team }) => {
  const admin = await join(team.owner, "admin")
  const made = { name: "Old service", role: "member", permissions: ["users:read"] }
  const { id } = good(await admin.send<{ id: string }>("POST /api-keys", made))
  await behindTheirBacks(
    () => db().$executeRaw`
    UPDATE api_keys SET created_at = now() - interval '60 days' WHERE tenant_id = ${team.tenantId} AND id = ${id}`,
  )
  const reset = async () => {
    good(await api("POST /auth/password/forgot", { body: { email: admin.email } }))
    const { token } = await mailTo(admin.email, "reset_password")
    const body = { token, new_password: "another correct horse" }
    return good(await api<{ api_keys: { name: string }[] }>("POST /auth/password/reset", { body })).api_keys
  }
  expect(await reset()).toEqual([])
  const again = await signIn(admin.email, "another correct horse")
  good(await again.send(`POST /api-keys/${id}/rotate`, { overlap_seconds: 60 }))
  expect(await reset()).toMatchObject([{ name: "Old service" }])
})

test("POST /api-keys/{id}/rotate – rotating a key is reported by email to the person who did it", async ({ team }) => {
  const admin = await join(team.owner, "admin")
  const made = { name: "Shared service", role: "member", permissions: ["users:read"] }
  const { id } = good(await team.owner.send<{ id: string }>("POST /api-keys", made))
  good(await admin.send(`POST /api-keys/${id}/rotate`, { overlap_seconds: 60 }))
  expect((await mailTo(admin.email, "api_key_rotated")).text).toContain("Shared service")
})

test("the link of the email about a reset revokes every key that the email names, also a day later", async ({
  team,
}) => {
  const admin = await join(team.owner, "admin")
  const made = { name: "Old service", role: "member", permissions: ["users:read"] }
  const { id, secret } = good(await admin.send<{ id: string; secret: string }>("POST /api-keys", made))
  good(await api("POST /auth/password/forgot", { body: { email: admin.email } }))
  const { token } = await mailTo(admin.email, "reset_password")
  good(await api("POST /auth/password/reset", { body: { token, new_password: "another correct horse" } }))
  const mail = await mailTo(admin.email, "review_api_keys")
  expect(mail.text).toContain("Old service")
  // As if the key had been almost 30 days old at the reset, and the link was opened 20 hours later.
  await behindTheirBacks(async () => {
    await db().$executeRaw`
      UPDATE api_keys SET created_at = now() - interval '30 days 10 hours' WHERE tenant_id = ${team.tenantId} AND id = ${id}`
    await db().$executeRaw`
      UPDATE secrets SET created_at = now() - interval '20 hours' WHERE hash = ${sha256(mail.token)}`
  })
  expect(await revokeRecentKeys(mail.token)).toBe(1)
  expect((await api("GET /users", { token: secret })).outcome).toBe("401 invalid_token")
})

test("a suspension outlasts an account that was closed because its registration was rejected", async () => {
  const owner = await newTenant()
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, { sign_up: "open" }))
  const email = newAddress("shaken")
  const body = { email, password: "correct horse battery", name: "Sue", organization_id: owner.organizationId }
  const { user } = good(await api<{ user: { id: string } }>("POST /auth/register", { body }))
  good(await owner.send(path(owner, user.id), { status: "suspended" }))
  const { token } = await mailTo(email, "verify_email")
  good(await api("POST /auth/verify-email", { body: { token, decision: "refuse" } }))
  expect((await api("POST /auth/register", { body })).outcome).toBe("403 sign_up_closed")
})
