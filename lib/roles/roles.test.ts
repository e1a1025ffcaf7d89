import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { statementsOf } from "../../e2e/statements"
import { withRequest } from "../core/context"
import { db } from "../core/db/client"
import { withCommitHook } from "../core/db/transaction"
import { accessOfPerson } from "../core/identity/access"
import { actorAt } from "../core/identity/authorize"
import { callerOfSession } from "../core/identity/caller"
import { updateMember } from "../memberships/update"
import { deleteRole } from "./delete"
import { listRoles } from "./read"
import { NewRole } from "./schema"
import { createRole, updateRole } from "./write"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase({ RATE_LIMIT_SCALE: "1" })
}, 60_000)
afterAll(() => database.drop())

/** A tenant with a tenant admin, an organization, and guests. */
async function world(tag: string, guests: number) {
  const [tenantId, organizationId] = [`ten_${tag}`, `org_${tag}`]
  const sql = db()
  await sql.$executeRaw`INSERT INTO tenants (id, name) VALUES (${tenantId}, 'T')`
  await sql.$executeRaw`INSERT INTO organizations (tenant_id, id, name) VALUES (${tenantId}, ${organizationId}, 'O')`
  await sql.$executeRaw`
    INSERT INTO users (id, email, name, activated_at, email_verified_at)
    SELECT 'user_' || ${tag} || n, n || '@' || ${tag} || '.test', 'N', now(), now() FROM generate_series(0, ${guests}::int) n`
  await sql.$executeRaw`INSERT INTO tenant_admins (tenant_id, user_id) VALUES (${tenantId}, ${`user_${tag}0`})`
  await sql.$executeRaw`
    INSERT INTO memberships (tenant_id, organization_id, user_id, role, status, name, name_sort, email, search, accepted_at)
    SELECT ${tenantId}, ${organizationId}, 'user_' || ${tag} || n, CASE WHEN n = 0 THEN 'admin' ELSE 'guest' END, 'active',
      'N', 'n', n || '@' || ${tag} || '.test', 'n', now() FROM generate_series(0, ${guests}::int) n`
  await sql.$executeRaw`
    INSERT INTO sessions (user_id, id, kind, expires_at) VALUES (${`user_${tag}0`}, ${`ses_${tag}`}, 'browser', now() + interval '1 day')`
  const caller = await callerOfSession(`user_${tag}0`, `ses_${tag}`)
  if (!caller) throw new Error("nobody is signed in")
  const scope = { tenantId, organizationId }
  return {
    scope,
    roles: await actorAt(caller, { tenantId, organizationId: null }, "roles:write"),
    readers: await actorAt(caller, scope, "roles:read"),
    members: await actorAt(caller, scope, "users:write"),
    id: (n: number) => `user_${tag}${n}`,
  }
}

const asked = <T>(work: () => Promise<T>) =>
  withRequest({ requestId: "roles", ip: "127.0.0.1", userAgent: null }, () => withCommitHook(async () => {}, work))

const role = NewRole.parse({ key: "billing", name: "Billing", permissions: ["billing:read"], based_on: "member" })

test("a role of the tenant's own – its permissions are the member's, until it is changed or replaced", async () => {
  const { scope, roles, readers, members, id } = await world("one", 1)
  const held = async () => {
    const access = await accessOfPerson(id(1), false, scope, db())
    return [access?.role, access?.role_rank, [...(access?.permissions ?? [])]]
  }
  await asked(() => createRole(roles, role))
  await asked(() => updateMember(members, id(1), { role: "billing", permissions: ["other:read"] }))
  expect(await held()).toEqual(["billing", "member", ["billing:read", "other:read"]])
  await asked(() => updateRole(roles, "billing", { permissions: ["users:read"] }, 1))
  expect(await held()).toEqual(["billing", "member", ["other:read", "users:read"]])
  const shown = await listRoles(readers)
  expect(shown.map(({ key, members }) => [key, members])).toEqual([
    ["admin", 1],
    ["member", 0],
    ["guest", 0],
    ["billing", 1],
  ])
  await expect(asked(() => deleteRole(roles, "billing", undefined))).rejects.toMatchObject({ code: "role_in_use" })
  await asked(() => deleteRole(roles, "billing", "guest"))
  expect(await held()).toEqual(["guest", "guest", ["organizations:read", "other:read"]])
  const names = await db().permission.findMany({ where: { tenantId: scope.tenantId }, orderBy: { name: "asc" } })
  expect(names.map(({ name }) => name)).toEqual(["billing:read", "other:read"])
})

test("DELETE /roles/{key} – the same number of statements for one member and for forty", async () => {
  const count = async (tag: string, guests: number) => {
    const { scope, roles } = await world(tag, guests)
    await asked(() => createRole(roles, role))
    await db().$executeRaw`
      UPDATE memberships SET role = 'billing', role_rank = 'member'
      WHERE tenant_id = ${scope.tenantId} AND role = 'guest'`
    return (await statementsOf(() => asked(() => deleteRole(roles, "billing", "member")))).length
  }
  expect(await count("few", 1)).toBe(await count("many", 40))
})

test("the database refuses a role of the tenant's own without its rank", async () => {
  const { scope, id } = await world("rank", 1)
  const set = (key: string, rank: string | null) => db().$executeRaw`
    UPDATE memberships SET role = ${key}, role_rank = ${rank} WHERE tenant_id = ${scope.tenantId} AND user_id = ${id(1)}`
  await expect(set("billing", null)).rejects.toThrow()
  await expect(set("tenant_admin", "admin")).rejects.toThrow()
  expect(await set("admin", null)).toBe(1)
})
