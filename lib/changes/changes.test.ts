import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { reopenAccount } from "../accounts/ends"
import { setSuperAdmin } from "../accounts/super-admin"
import { db } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { transaction } from "../core/db/transaction"
import { actorAt } from "../core/identity/authorize"
import { callerOfSession } from "../core/identity/caller"
import { end } from "../endings/end"
import { eraseMembers } from "../memberships/purge"
import { deleteOrganization, updateOrganization } from "../organizations/service"
import { listChanges } from "./list"
import { purgeChanges, purgeTombstones } from "./purge"
import { ChangeQuery } from "./schema"
import { numberChanges } from "./sequence"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase()
})
afterAll(() => database.drop())

let n = 0

/** A tenant with two organizations of two members each; the first is also the tenant's admin, and signed in. */
async function newTenant() {
  const tenantId = `ten_${++n}`
  await db().tenant.create({ data: { id: tenantId, name: "T" } })
  const [first, second] = await Promise.all([newOrganization(tenantId), newOrganization(tenantId)])
  const [admin = "", member = ""] = await Promise.all([newPerson(first), newPerson(first)])
  await newPerson(second)
  await addTo(second, member)
  await db().tenantAdmin.create({ data: { tenantId, userId: admin } })
  const sessionId = `ses_${n}`
  const session = { userId: admin, id: sessionId, kind: "browser", expiresAt: new Date(Date.now() + 86_400_000) }
  await db().session.create({ data: session })
  const me = async () => {
    const caller = await callerOfSession(admin, sessionId)
    if (!caller) throw new Error("nobody is signed in")
    return caller
  }
  return {
    ...{ tenantId, first, second, admin, member },
    whole: async () => actorAt(await me(), { tenantId, organizationId: null }, "changes:read"),
    inFirst: async () => actorAt(await me(), first, "changes:read"),
    writer: async () => actorAt(await me(), first, "organizations:write"),
    owner: async () => actorAt(await me(), first, "tenant_admin"),
  }
}

type Scope = { tenantId: string; organizationId: string }

async function newOrganization(tenantId: string): Promise<Scope> {
  const organizationId = `org_${++n}`
  await db().organization.create({ data: { tenantId, id: organizationId, name: "O" } })
  await db().organizationTenant.create({ data: { organizationId, tenantId } })
  return { tenantId, organizationId }
}

async function newPerson(scope: Scope): Promise<string> {
  const id = `user_${++n}`
  const email = `${id}@example.com`
  await db().user.create({ data: { id, email, name: "P", activatedAt: new Date(), emailVerifiedAt: new Date() } })
  await addTo(scope, id)
  return id
}

async function addTo(scope: Scope, userId: string, status = "active"): Promise<void> {
  const email = `${userId}@example.com`
  const names = { name: "P", nameSort: "p", email, search: email }
  await db().membership.create({ data: { ...scope, userId, role: "member", status, ...names } })
  if (status === "active") await db().userOrganization.create({ data: { ...scope, userId } })
}

type Reader = Awaited<ReturnType<Awaited<ReturnType<typeof newTenant>>["whole"]>>

/** Follows a cursor to its end, a few rows at a time: what came, and the next cursor. */
async function follow(actor: Reader, cursor?: string, limit = 2) {
  await numberChanges()
  const rows = []
  for (let at = cursor; ; ) {
    const page = await listChanges(actor, ChangeQuery.parse({ limit, cursor: at }))
    rows.push(...page.rows)
    at = String(page.next_cursor)
    if (!page.has_more) return { rows, cursor: at, seen: rows.map(({ id, deleted }) => (deleted ? `-${id}` : id)) }
  }
}

test("GET /changes – everything first, then what changed, each as it is now", async () => {
  const { whole, inFirst, writer, first, second, tenantId, member } = await newTenant()
  const all = await follow(await whole())
  expect(all.rows.map(({ type }) => type)).toEqual([...Array(2).fill("organization"), ...Array(4).fill("user")])
  expect((await follow(await whole(), all.cursor)).rows).toEqual([])
  const own = await follow(await inFirst())
  expect(own.rows.every((row) => row.organization_id === first.organizationId)).toBe(true)
  expect(own.rows).toHaveLength(3)

  await updateOrganization(await writer(), { name: "Renamed" })
  await updateOrganization(await writer(), { name: "Again" })
  const renamed = await follow(await whole(), all.cursor)
  expect(renamed.rows).toMatchObject([{ type: "organization", deleted: false, organization: { name: "Again" } }])
  expect((await follow(await inFirst(), own.cursor)).seen).toEqual([first.organizationId])

  await transaction((tx) =>
    end(tx, "membership_ended", { userIds: [member], tenantIds: [tenantId], organizationId: second.organizationId }),
  )
  const removed = await follow(await whole(), renamed.cursor)
  expect(removed.rows).toEqual([{ type: "user", id: member, organization_id: second.organizationId, deleted: true }])
  expect((await follow(await inFirst(), own.cursor)).seen).toEqual([first.organizationId])
})

test("GET /changes – what changes in an account comes in every tenant that shows it, and only there", async () => {
  const [here, there, elsewhere] = [await newTenant(), await newTenant(), await newTenant()]
  await addTo(there.first, here.member)
  await addTo(elsewhere.first, here.member, "invited")
  const tenants = [here, there, elsewhere]
  const before = await Promise.all(tenants.map(async ({ whole }) => (await follow(await whole())).cursor))
  await transaction((tx) => setSuperAdmin(tx, here.member, true))
  const seen = []
  for (const [i, { whole }] of tenants.entries()) seen.push((await follow(await whole(), before[i])).rows)
  expect(seen.map((rows) => rows.map((row) => row.user?.role))).toEqual([
    ["super_admin", "super_admin"],
    ["super_admin"],
    [],
  ])
})

test("GET /changes – a deleted organization takes its people along, who come back with it", async () => {
  const { whole, owner, first, tenantId, admin, member } = await newTenant()
  const start = await follow(await whole())
  await deleteOrganization(await owner())
  const gone = await follow(await whole(), start.cursor)
  expect(gone.seen.toSorted()).toEqual([first.organizationId, admin, member].map((id) => `-${id}`).toSorted())
  const scratch = await follow(await whole())
  expect(scratch.rows.every((row) => row.organization_id !== first.organizationId)).toBe(true)
  await transaction(async (tx) => {
    await tx.$executeRaw`UPDATE organizations SET status = 'active' WHERE tenant_id = ${tenantId} AND id = ${first.organizationId}`
    noteChange({ ...first, everyone: true })
  })
  const back = await follow(await whole(), gone.cursor)
  expect(back.seen.toSorted()).toEqual([first.organizationId, admin, member].toSorted())
})

test("GET /changes – a person who is erased is a tombstone, also where they were only invited", async () => {
  const { whole, first, tenantId } = await newTenant()
  const userId = await newPerson(await newOrganization(tenantId))
  await addTo(first, userId, "invited")
  const { cursor } = await follow(await whole())
  await transaction((tx) => eraseMembers(tx, tenantId, [userId]))
  expect((await follow(await whole(), cursor)).seen).toEqual([`-${userId}`, `-${userId}`])
})

test("GET /changes – a transaction that commits late is not passed, and holds up no other", async () => {
  const { whole, first, second } = await newTenant()
  const start = await follow(await whole())
  let commit = () => {}
  let noted = () => {}
  const isNoted = new Promise<void>((done) => {
    noted = done
  })
  const late = transaction(async (tx) => {
    await tx.$executeRaw`UPDATE organizations SET name = 'Late' WHERE tenant_id = ${first.tenantId} AND id = ${first.organizationId}`
    noteChange(first)
    noted()
    await new Promise<void>((done) => {
      commit = done
    })
  })
  await isNoted
  await transaction(async () => noteChange(second))
  const early = await follow(await whole(), start.cursor)
  expect(early.seen).toEqual([second.organizationId])
  commit()
  await late
  const after = await follow(await whole(), early.cursor)
  expect(after.rows).toMatchObject([{ id: first.organizationId, organization: { name: "Late" } }])
})

test("GET /changes – concurrent sequencers give each number once, and lose none", async () => {
  const { whole, first, second, admin, member, tenantId } = await newTenant()
  const start = await follow(await whole())
  const changes = [
    first,
    second,
    { ...first, userId: admin },
    { ...first, userId: member },
    { ...second, userId: member },
  ]
  for (let round = 0; round < 10; round++) {
    await Promise.all(changes.map((one) => transaction(async () => noteChange(one))))
    await Promise.all([numberChanges(), numberChanges(), numberChanges()])
  }
  const { rows } = await follow(await whole(), start.cursor)
  expect(rows).toHaveLength(changes.length)
  const stored = await db().change.findMany({ where: { tenantId } })
  expect(new Set(stored.map(({ seq }) => seq)).size).toBe(stored.length)
})

test("GET /changes – tombstones are kept for 90 days; a cursor from before is 410 cursor_expired", async () => {
  const { whole, first, tenantId, member } = await newTenant()
  const start = await follow(await whole())
  await transaction((tx) => eraseMembers(tx, tenantId, [member]))
  const { cursor } = await follow(await whole(), start.cursor)
  await purgeTombstones(tenantId)
  expect(await db().change.count({ where: { tenantId } })).toBe(2)
  await db().change.updateMany({ where: { tenantId }, data: { tombstoneAt: new Date(Date.now() - 91 * 86_400_000) } })
  await transaction(async () => noteChange(first))
  await numberChanges()
  await purgeTombstones(tenantId)
  expect(await db().change.count({ where: { tenantId } })).toBe(1)
  await expect(follow(await whole(), start.cursor)).rejects.toMatchObject({ code: "cursor_expired" })
  expect((await follow(await whole(), cursor)).seen).toEqual([first.organizationId])
  await purgeChanges(tenantId)
  expect(await db().change.count({ where: { tenantId } })).toBe(0)
})

test("GET /changes – a cursor is worth nothing in another tenant or scope, or with other permissions", async () => {
  const [mine, other] = [await newTenant(), await newTenant()]
  const { cursor } = await follow(await mine.whole())
  await expect(follow(await other.whole(), cursor)).rejects.toMatchObject({ code: "validation_failed" })
  await expect(follow(await mine.inFirst(), cursor)).rejects.toMatchObject({ code: "cursor_expired" })
  const whole = await mine.whole()
  const less = { ...whole, permissions: new Set(["changes:read", "users:read"]) }
  await expect(follow(less, cursor)).rejects.toMatchObject({ code: "cursor_expired" })
  const cut = await follow(less)
  expect(cut.rows.map(({ type }) => type)).toEqual(Array(4).fill("user"))
  expect(cut.rows.filter(({ user }) => user && "email" in user)).toHaveLength(1)
})

test("a change that is rolled back is in no outbox", async () => {
  const { tenantId, first } = await newTenant()
  const failing = transaction(async () => {
    noteChange(first)
    throw new Error("rolled back")
  })
  await expect(failing).rejects.toThrow("rolled back")
  expect(await db().outbox.count({ where: { tenantId } })).toBe(0)
  expect(() => noteChange(first)).toThrow("outside of transaction")
  await transaction((tx) => reopenAccount(tx, "user_nobody"))
})

test("a large organization is numbered in parts, without leaving anyone out", async () => {
  const { whole, first, tenantId } = await newTenant()
  await db().$executeRaw`
    INSERT INTO memberships (tenant_id, organization_id, user_id, role, name, name_sort, email, search)
    SELECT ${tenantId}, ${first.organizationId}, 'user_many_' || i, 'member', 'P', 'p', i || '@example.com', 'p'
    FROM generate_series(1, 2500) i`
  const { cursor } = await follow(await whole(), undefined, 100)
  await transaction(async () => noteChange({ ...first, everyone: true }))
  const { seen } = await follow(await whole(), cursor, 100)
  expect(new Set(seen).size).toBe(2503)
})
