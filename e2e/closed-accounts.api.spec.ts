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
  signIn,
  test,
} from "./fixtures"
import { fresh, login, openOrganization, resetTo } from "./strangers"

for (const end of ["refused the registration, and the stranger registers again", "reset the password"])
  test(`an admin cannot restore a former owner's membership once the owner has ${end}`, async () => {
    const admin = await openOrganization()
    const joining = { organization_id: admin.organizationId, organization_name: undefined }
    const squatter = await register({ email: newAddress("victim"), ...joining })
    good(await admin.send(`PUT /users/${squatter.id}`, { role: "admin" }))
    if (end.startsWith("reset")) {
      good(await admin.send(`DELETE /users/${squatter.id}`))
      expect((await resetTo(squatter.email, fresh.password)).status).toBe(200)
    } else {
      const { token } = await mailTo(squatter.email, "verify_email")
      good(await api("POST /auth/verify-email", { body: { token, decision: "refuse" } }))
      await register({ email: squatter.email, organization_name: "Again" })
    }
    expect((await admin.send(`POST /users/${squatter.id}/restore`)).outcome).toBe("404 not_found")
  })

test("a password reset reaches the owner of a closed account, and reopens it with what was closed with it (N-10)", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  expect((await person.send("DELETE /users/me", { password })).status).toBe(204)
  expect((await resetTo(person.email, "a password by reset")).status).toBe(200)
  const back = await signIn(person.email, "a password by reset")
  expect([back.id, back.organizationId]).toEqual([person.id, team.organizationId])
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
})

test("after an admin removed them, a reset reopens the account and not the membership (N-10)", async () => {
  const admin = await newTenant()
  const person = await join(admin, "member")
  good(await admin.send(`DELETE /users/${person.id}`))
  expect((await resetTo(person.email, "a password by reset")).status).toBe(200)
  expect((await signIn(person.email, "a password by reset")).organizationId).toBe("")
})

test("signing in to a closed account accepts an organization as any sign-in does (N-11)", async ({ team }) => {
  const person = await join(team.owner, "member")
  const organization_id = team.organizationId
  await person.send("DELETE /users/me", { password })
  expect((await login(person.email, password, { organization_id: "org_unknown" })).outcome).toBe("404 not_found")
  expect((await db().user.findUniqueOrThrow({ where: { id: person.id } })).deletedAt).not.toBeNull()
  expect(good(await login(person.email, password, { organization_id })).user.organization_id).toBe(organization_id)
})

test("a tenant admin who closes the account and signs in again has the role back", async () => {
  const owner = await newTenant()
  const other = await join(owner, "admin")
  good(await owner.send(`PUT /tenants/${owner.tenantId}/admins/${other.id}`))
  expect((await other.send("DELETE /users/me", { password })).status).toBe(204)
  const back = await signIn(other.email)
  expect((await back.send<{ role: string }>("GET /users/me")).data.role).toBe("tenant_admin")
})

test("an admin cannot restore an account that its owner has closed, removed from the organization before or not", async ({
  team,
}) => {
  const owner = await newTenant()
  const person = await join(owner, "member")
  const { token } = await invite(team.owner, person.email)
  good(await person.send(`POST /invites/${token}/accept`, {}))
  good(await owner.send(`DELETE /users/${person.id}`))
  const elsewhere = await signIn(person.email)
  expect(elsewhere.organizationId).toBe(team.organizationId)
  expect((await elsewhere.send("DELETE /users/me", { password })).status).toBe(204)
  const removed = () => owner.send(`POST /users/${person.id}/restore?organization_id=${owner.organizationId}`)
  expect((await removed()).outcome).toBe("404 not_found")
  const back = await signIn(person.email)
  expect(back.organizationId).toBe(team.organizationId)
  good(await removed())
})

test("a person who may only remove members cannot restore one with a permission that they lack", async () => {
  const owner = await newTenant()
  const helper = await join(owner, "member", { permissions: ["users:delete"] })
  const person = await join(owner, "member", { permissions: ["api_keys:write"] })
  good(await owner.send(`DELETE /users/${person.id}`))
  const restored = (by: Person) => by.send(`POST /users/${person.id}/restore`)
  expect((await restored(helper)).outcome).toBe("403 permission_not_held")
  good(await restored(owner))
})

test("an admin who was removed cannot regain access by closing and reopening the account", async () => {
  const owner = await newTenant()
  const line = `/organizations/${owner.organizationId}/users`
  for (const way of ["DELETE /users", `DELETE ${line}`]) {
    const rogue = await join(owner, "admin")
    good(await owner.send(`PUT /tenants/${owner.tenantId}/admins/${rogue.id}`))
    expect((await rogue.send("DELETE /users/me", { password })).status).toBe(204)
    good(await owner.send(`DELETE /tenants/${owner.tenantId}/admins/${rogue.id}`))
    good(await owner.send(`${way}/${rogue.id}`))
    expect((await owner.send(`${way}/${rogue.id}`)).outcome).toBe("404 not_found")
    expect((await owner.send(`POST /users/${rogue.id}/restore`)).outcome).toBe("404 not_found")
    const back = await signIn(rogue.email)
    expect([back.id, back.organizationId]).toEqual([rogue.id, ""])
  }
})

test("a reset link from before the account was closed is invalid after its owner reopens it", async () => {
  const person = await join(await newTenant(), "member")
  good(await api("POST /auth/password/forgot", { body: { email: person.email } }))
  const { token } = await mailTo(person.email, "reset_password")
  expect((await person.send("DELETE /users/me", { password })).status).toBe(204)
  await signIn(person.email)
  const body = { token, new_password: "a password by reset" }
  expect((await api("POST /auth/password/reset", { body })).outcome).toBe("410 token_expired")
})
