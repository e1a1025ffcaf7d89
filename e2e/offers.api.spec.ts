import type { User } from "../lib/users/schema"
import { db } from "./database"
import {
  api,
  expect,
  good,
  invite,
  mailTo,
  newAddress,
  type Person,
  password,
  personOf,
  signIn,
  test,
} from "./fixtures"
import type { Tokens } from "./people"
import { accepting, fresh, openOrganization, resetTo } from "./strangers"

const card = { external_id: "crm-77", metadata: { plan: "gold" } }

/** Enters a person as a user of an organization, without telling them. */
async function entered(by: Person, more: Record<string, unknown> = {}) {
  const body = { email: newAddress("offered"), name: "Olaf Offered", role: "member", ...card, ...more }
  return good(await by.send<User>("POST /users", { ...body, organization_id: by.organizationId }))
}

const registering = (email: string, { organizationId: organization_id }: Person) =>
  api<Tokens>("POST /auth/register", { body: { email, password, name: "Sam Squatter", organization_id } })

test("POST /auth/register – an unverified account gets nothing of the membership that is offered to its address", async () => {
  const admin = await openOrganization()
  const offer = await entered(admin)
  const squatter = personOf(good(await registering(offer.email, admin)))
  const shown = good(await squatter.send<User>("GET /users/me"))
  expect(shown).toMatchObject({ organization_id: null, external_id: null, metadata: {} })
  expect((await squatter.send("GET /users/me/export")).text).not.toContain("crm-77")
  const kept = good(await admin.send<User>(`GET /users/${offer.id}`))
  expect(kept).toMatchObject({ status: "invited", name: "Olaf Offered", role: "member", ...card })
  const pending = await db().invite.findFirstOrThrow({ where: { tenantId: admin.tenantId, email: offer.email } })
  expect(pending.status).toBe("pending")
  // The owner of the address accepts.
  good(await admin.send(`POST /organizations/${admin.organizationId}/invites/${pending.id}/resend`))
  const { user } = good(await accepting((await mailTo(offer.email, "set_password")).token))
  expect(user).toMatchObject({ organization_id: admin.organizationId, ...card })
  expect((await squatter.send("GET /users/me")).outcome).toBe("401 invalid_token")
})

test("POST /auth/verify-email – a person who registered without an invitation joins with the offer once the address is verified", async () => {
  const admin = await openOrganization()
  const offer = await entered(admin)
  good(await registering(offer.email, admin))
  const { token } = await mailTo(offer.email, "verify_email")
  const verified = good(await api<{ organization_id: string }>("POST /auth/verify-email", { body: { token } }))
  expect(verified.organization_id).toBe(admin.organizationId)
  expect(good(await admin.send<User>(`GET /users/${offer.id}`))).toMatchObject({ status: "active", ...card })
  expect((await signIn(offer.email)).organizationId).toBe(admin.organizationId)
})

test("GET /users/me/export – an offer in the same tenant is not shown before the address is proved", async () => {
  const admin = await openOrganization()
  const email = newAddress("squatted")
  const squatter = personOf(good(await registering(email, admin)))
  const { id } = good(await admin.send<{ id: string }>("POST /organizations", { name: "Annex" }))
  const body = { email, name: "Olaf Offered", role: "member", organization_id: id, ...card }
  good(await admin.send("POST /users", body))
  expect((await squatter.send("GET /users/me/export")).text).not.toContain("crm-77")
})

test("an invitation outlasts the return of an account that has not proved its address", async () => {
  const admin = await openOrganization()
  const email = newAddress("returning")
  const squatter = personOf(good(await registering(email, admin)))
  good(await squatter.send("DELETE /users/me", { password }))
  const pending = await invite(admin, email)
  expect((await signIn(email)).organizationId).toBe(admin.organizationId)
  expect((await api(`GET /invites/${pending.token}`)).status).toBe(200)
  expect(good(await accepting(pending.token)).user.organization_id).toBe(admin.organizationId)
})

test("an invitation outlasts the membership that another account had with its address", async () => {
  const admin = await openOrganization()
  const pending = await invite(admin, newAddress("wanted"), { role: "admin" })
  good(await registering(pending.email, admin))
  expect((await resetTo(pending.email, fresh.password)).status).toBe(200)
  const owner = await signIn(pending.email, fresh.password)
  const { user } = good(await owner.send<Tokens>(`POST /invites/${pending.token}/accept`, {}))
  expect(user).toMatchObject({ organization_id: admin.organizationId, role: "admin" })
})
