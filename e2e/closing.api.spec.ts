import { db } from "./database"
import { api, expect, good, join, newTenant, type Person, password, signIn, test } from "./fixtures"

const close = (person: Person, more: Record<string, unknown> = {}) =>
  person.send("DELETE /users/me", { password, ...more })

const statusOf = async (id: string) => (await db().tenant.findUniqueOrThrow({ where: { id } })).status

async function secondOrganization(owner: Person): Promise<string> {
  return good(await owner.send<{ id: string }>("POST /organizations", { name: "Annex" })).id
}

test("DELETE /users/me – a sole owner gets the organizations that depend on them, and nothing is closed (U-1)", async () => {
  const owner = await newTenant()
  const annex = await secondOrganization(owner)
  await join(owner, "member")
  const { outcome, error } = await close(owner)
  expect(outcome).toBe("409 last_admin")
  const entry = { tenant_id: owner.tenantId, deletable: true }
  expect(error.organizations).toEqual([
    { ...entry, id: annex, name: "Annex", others: 0 },
    { ...entry, id: owner.organizationId, name: expect.stringContaining("Harbor"), others: 1 },
  ])
  expect((await owner.send("GET /users/me")).status).toBe(200)
  expect(await statusOf(owner.tenantId)).toBe("active")
})

test("DELETE /users/me – `true` deletes organizations without other members, and signing in reopens the account without them", async () => {
  const owner = await newTenant()
  expect((await close(owner, { delete_organizations: true })).status).toBe(204)
  expect(await statusOf(owner.tenantId)).toBe("deleted")
  expect((await owner.send("GET /users/me")).outcome).toBe("401 invalid_token")
  const back = await signIn(owner.email)
  expect([back.id, back.organizationId]).toEqual([owner.id, ""])
  expect((await back.send("GET /users/me/organizations")).data).toEqual([])
  expect(await statusOf(owner.tenantId)).toBe("deleted")
  expect((await close(back)).status).toBe(204)
})

test("DELETE /users/me – with other members, `true` is not enough and the organization's ID is", async () => {
  const owner = await newTenant()
  const member = await join(owner, "member")
  expect((await close(owner, { delete_organizations: true })).outcome).toBe("409 last_admin")
  expect((await close(owner, { delete_organizations: [] })).outcome).toBe("409 last_admin")
  expect((await close(owner, { delete_organizations: [owner.organizationId], password: "wrong" })).outcome).toBe(
    "422 validation_failed",
  )
  expect(await statusOf(owner.tenantId)).toBe("active")
  expect((await close(owner, { delete_organizations: [owner.organizationId] })).status).toBe(204)
  expect(await statusOf(owner.tenantId)).toBe("deleted")
  expect((await member.send("GET /users")).outcome).toBe("401 invalid_token")
  expect((await signIn(member.email)).organizationId).toBe("")
})

test("DELETE /users/me – every organization of the tenant has to be named, and no other", async ({ foreign }) => {
  const owner = await newTenant()
  const member = await join(owner, "member")
  const annex = await secondOrganization(owner)
  const both = [annex, owner.organizationId]
  expect((await close(owner, { delete_organizations: [annex] })).outcome).toBe("409 last_admin")
  for (const other of [foreign.organizationId, "org_unknown"])
    for (const [person, ids] of [
      [owner, both],
      [member, []],
    ] as const) {
      const refused = await close(person, { delete_organizations: [...ids, other] })
      expect(refused.outcome).toBe("422 validation_failed")
      expect(refused.error.fields).toMatchObject([{ field: "delete_organizations", code: "not_deletable" }])
    }
  expect(await statusOf(owner.tenantId)).toBe("active")
  expect((await foreign.owner.send("GET /users/me")).status).toBe(200)
  expect((await close(owner, { delete_organizations: both })).status).toBe(204)
})

test("DELETE /users/me – the last admin in another's tenant cannot close the account, whatever they list", async () => {
  const owner = await newTenant()
  const organizationId = await secondOrganization(owner)
  const admin = await join(owner, "admin", { organizationId })
  const member = await join(owner, "member", { organizationId })
  for (const delete_organizations of [undefined, true, [organizationId]]) {
    const { outcome, error } = await close(admin, { delete_organizations })
    expect(outcome).toBe("409 last_admin")
    expect(error.organizations).toEqual([
      { id: organizationId, name: "Annex", tenant_id: owner.tenantId, others: 1, deletable: false },
    ])
  }
  good(await admin.send(`PUT /organizations/${organizationId}/users/${member.id}`, { role: "admin" }))
  expect((await close(admin)).status).toBe(204)
  expect(await statusOf(owner.tenantId)).toBe("active")
})

test("DELETE /users/me – closes without further input once the own tenant was deleted (U-1)", async () => {
  const owner = await newTenant()
  expect((await owner.send(`DELETE /tenants/${owner.tenantId}`, { password })).status).toBe(204)
  const homeless = await signIn(owner.email)
  expect((await close(homeless)).status).toBe(204)
  expect((await api("POST /auth/login", { body: { email: owner.email, password } })).status).toBe(200)
})
