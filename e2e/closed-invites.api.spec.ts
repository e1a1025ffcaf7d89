import { db } from "./database"
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
  register,
  test,
  verify,
} from "./fixtures"
import { accepting, openOrganization } from "./strangers"

test("an invite is closed when the person becomes a member in another way (N-12)", async () => {
  const admin = await newTenant()
  const person = await join(admin, "member")
  good(await admin.send(`DELETE /users/${person.id}`))
  const pending = await invite(admin, person.email)
  good(await admin.send(`POST /users/${person.id}/restore`))
  const row = await db().invite.findFirstOrThrow({ where: { tenantId: admin.tenantId, id: pending.id } })
  expect([row.status, row.acceptedBy]).toEqual(["accepted", person.id])
  expect((await api(`GET /invites/${pending.token}`)).outcome).toBe("410 token_expired")
})

const statusOf = async ({ tenantId }: Person, id: string) => {
  const { status, acceptedBy } = await db().invite.findFirstOrThrow({ where: { tenantId, id } })
  return [status, acceptedBy]
}

test("an invite is closed when the person joins by open sign-up: registered and verified, or signed in (N-12)", async () => {
  const admin = await openOrganization()
  const { organizationId: organization_id } = admin
  const first = await invite(admin, newAddress("joined"))
  const registered = await register({ email: first.email, organization_id, organization_name: undefined })
  expect(await statusOf(admin, first.id)).toEqual(["pending", null])
  await verify(registered)
  expect(await statusOf(admin, first.id)).toEqual(["accepted", registered.id])
  const { id: annex } = good(await admin.send<{ id: string }>("POST /organizations", { name: "Annex" }))
  const person = await join(admin, "member", { organizationId: annex })
  const second = await invite(admin, person.email, { role: "admin" })
  good(await person.send(`POST /organizations/${organization_id}/join`))
  expect(await statusOf(admin, second.id)).toEqual(["accepted", person.id])
  for (const { token } of [first, second])
    expect((await api(`GET /invites/${token}`)).outcome).toBe("410 token_expired")
})

test("an invite is closed when the person joins by a verified domain (N-12)", async () => {
  const admin = await newTenant()
  const email = newAddress("domain")
  const allowed_domains = [email.slice(email.indexOf("@") + 1)]
  const { organizationId: organization_id } = admin
  good(await admin.send(`PUT /organizations/${organization_id}`, { sign_up: "domain", allowed_domains }))
  const pending = await invite(admin, email)
  const person = await register({ email, organization_id, organization_name: undefined })
  expect(await statusOf(admin, pending.id)).toEqual(["pending", null])
  const { token } = await mailTo(email, "verify_email")
  good(await api("POST /auth/verify-email", { body: { token } }))
  expect(await statusOf(admin, pending.id)).toEqual(["accepted", person.id])
  expect((await api(`GET /invites/${pending.token}`)).outcome).toBe("410 token_expired")
})

test("registering an invited address without proving it accepts none of its invites; verifying closes them (N-12)", async () => {
  const admin = await openOrganization()
  const { organizationId: organization_id } = admin
  const joining = { organization_id, organization_name: undefined }
  const pending = await invite(admin, newAddress("victim"), { role: "admin" })
  const squatter = await register({ email: pending.email, ...joining })
  expect((await squatter.send<{ role: string }>("GET /users/me")).data.role).toBe("member")
  expect(await statusOf(admin, pending.id)).toEqual(["pending", null])
  const { user } = good(await accepting(pending.token))
  expect([user.organization_id, user.role]).toEqual([organization_id, "admin"])
  expect((await squatter.send("GET /users/me")).outcome).toBe("401 invalid_token")
  const other = await invite(admin, newAddress("other"), { role: "admin" })
  const person = await register({ email: other.email, ...joining })
  const { token } = await mailTo(other.email, "verify_email")
  good(await api("POST /auth/verify-email", { body: { token } }))
  expect(await statusOf(admin, other.id)).toEqual(["accepted", person.id])
})

test("an invite is closed when its address becomes a member's by a change of address (N-12)", async () => {
  const admin = await newTenant()
  const person = await join(admin, "member")
  const email = newAddress("moved")
  const pending = await invite(admin, email)
  good(await person.send("POST /users/me/email", { email, password }))
  good(await api("POST /auth/verify-email", { body: { token: (await mailTo(email, "confirm_email")).token } }))
  expect((await api(`GET /invites/${pending.token}`)).outcome).toBe("410 token_expired")
})
