import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { statementsOf } from "../../e2e/statements"
import { withRequest } from "../core/context"
import { db } from "../core/db/client"
import { withCommitHook } from "../core/db/transaction"
import { isAppError } from "../core/errors"
import { type Actor, actorAt } from "../core/identity/authorize"
import { callerOfSession } from "../core/identity/caller"
import { updateMember } from "../memberships/update"
import { BatchUser, UserBatch } from "../users/schema"
import { createUser } from "./offer"
import { grantsMore, saveUsers } from "./save-users"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase({ RATE_LIMIT_SCALE: "1", LIMIT_MAILS_PER_NEW_TENANT_PER_DAY: "40" })
}, 60_000)
afterAll(() => database.drop())

type World = { tag: string; actor: Actor<"users:write">; org: string }

/** A tenant with an organization, and a person for each case of a row; addresses end in the tag. */
async function world(tag: string, by: "boss" | "helper" = "boss"): Promise<World> {
  const [ten, org] = [`ten_${tag}`, `org_${tag}`]
  const sql = db()
  await sql.$executeRaw`INSERT INTO tenants (id, name) VALUES (${ten}, 'T'), (${`${ten}x`}, 'X')`
  await sql.$executeRaw`
    INSERT INTO organizations (tenant_id, id, name) VALUES (${ten}, ${org}, 'O'), (${`${ten}x`}, ${`${org}x`}, 'X')`
  await sql.$executeRaw`
    INSERT INTO users (id, email, name, activated_at, email_verified_at, deleted_at)
    SELECT 'user_' || ${tag} || n, n || '@' || ${tag} || '.test', initcap(n), now(), now(),
           CASE WHEN n LIKE 'closed%' THEN now() END
    FROM unnest(ARRAY['boss', 'deputy', 'helper', 'active', 'named', 'suspended', 'removed', 'closed', 'closedwhile', 'elsewhere']) n`
  await sql.$executeRaw`
    INSERT INTO memberships (tenant_id, organization_id, user_id, role, permissions, status, name, name_sort, email, search,
      external_id, deleted_at, accepted_at)
    SELECT ${ten}, ${org}, 'user_' || ${tag} || n, role, CASE WHEN n = 'helper' THEN ARRAY['users:write'] ELSE '{}' END, status,
      initcap(n), n, n || '@' || ${tag} || '.test', n, CASE WHEN n IN ('boss', 'deputy', 'named') THEN n END,
      CASE WHEN gone THEN now() END, now()
    FROM (VALUES ('boss', 'admin', 'active', false), ('deputy', 'admin', 'active', false), ('helper', 'member', 'active', false),
      ('active', 'member', 'active', false), ('named', 'member', 'active', false), ('suspended', 'member', 'suspended', false),
      ('removed', 'admin', 'active', true), ('closedwhile', 'member', 'suspended', true)) AS m (n, role, status, gone)`
  await sql.$executeRaw`
    INSERT INTO user_organizations (user_id, tenant_id, organization_id) VALUES (${`user_${tag}closedwhile`}, ${ten}, ${org})`
  await sql.$executeRaw`
    INSERT INTO invites (tenant_id, id, organization_id, email, role, expires_at, maker_type, maker_id, maker_name)
    VALUES (${ten}, ${`inv_${tag}1`}, ${org}, ${`pending@${tag}.test`}, 'member', now() + interval '1 day', 'user', 'user_1', 'M'),
           (${ten}, ${`inv_${tag}2`}, ${org}, ${`lapsed@${tag}.test`}, 'member', now() - interval '1 day', 'user', 'user_1', 'M')`
  await sql.undeliverableAddress.create({ data: { email: `bounced@${tag}.test`, reason: "bounced" } })
  await sql.$executeRaw`
    INSERT INTO sessions (user_id, id, kind, expires_at) VALUES (${`user_${tag}${by}`}, ${`ses_${tag}`}, 'browser', now() + interval '1 day')`
  const caller = await callerOfSession(`user_${tag}${by}`, `ses_${tag}`)
  if (!caller) throw new Error("nobody is signed in")
  return { tag, org, actor: await actorAt(caller, { tenantId: ten, organizationId: org }, "users:write") }
}

/** A row of a batch; `member` names whom the single call would change instead, by which fields. */
type Row = { row: Record<string, unknown>; member?: string; fields?: readonly string[] }

const person = (n: string, more: Record<string, unknown> = {}) => ({
  email: n,
  name: `New ${n}`,
  role: "member",
  ...more,
})
const named = (row: Record<string, unknown>) => ({
  external_id: "named",
  email: "named",
  name: "Named",
  role: "member",
  ...row,
})

const rows: Row[] = [
  { row: person("fresh", { external_id: "f-1", metadata: { a: [1, { b: null }] } }) },
  { row: person("fresh") },
  { row: person("other", { external_id: "f-1" }) },
  { row: person("mailed", { send_invite: true, expires_at: "2099-01-01T00:00:00Z" }) },
  { row: person("active") },
  { row: person("suspended") },
  { row: person("removed", { role: "guest" }) },
  { row: person("closed", { send_invite: true }) },
  { row: person("closedwhile") },
  { row: person("elsewhere", { send_invite: true }) },
  { row: person("pending", { send_invite: true }) },
  { row: person("lapsed", { send_invite: true }) },
  { row: person("bounced", { send_invite: true }) },
  { row: person("not an address") },
  { row: person("high", { role: "tenant_admin" }) },
  { row: person("admin", { role: "admin" }) },
  { row: person("custom", { permissions: ["billing:read", "app:use"] }) },
  { row: person("reserved", { permissions: ["webhooks:write"] }) },
  { row: person("granted", { permissions: ["audit:read"] }) },
  { row: person("past", { expires_at: "2020-01-01T00:00:00Z" }) },
  { row: person("more", { surprise: true }) },
  { row: named({ name: "Another", metadata: { x: 1 } }), member: "named", fields: ["name", "metadata"] },
  {
    row: { external_id: "deputy", email: "deputy", name: "Deputy", role: "member" },
    member: "deputy",
    fields: ["role"],
  },
  { row: { external_id: "boss", email: "boss", name: "Boss", role: "guest" }, member: "boss", fields: ["role"] },
]

const rowIn = ({ tag }: World, { row }: Row) => ({
  ...row,
  ...(typeof row.email === "string" && !row.email.includes(" ") && { email: `${row.email}@${tag}.test` }),
})

const codeOf = (error: unknown): string => {
  if (!isAppError(error)) throw error
  return [error.code, ...(error.details.fields ?? []).map(({ field, code }) => `${field} ${code}`)].join(", ")
}

async function singly(at: World, one: Row): Promise<string> {
  try {
    const { send_invite = false, ...given } = BatchUser.parse(rowIn(at, one))
    if (one.member) {
      const patch = Object.fromEntries(Object.entries(given).filter(([name]) => one.fields?.includes(name)))
      await updateMember(at.actor, `user_${at.tag}${one.member}`, patch)
      return "updated"
    }
    await createUser(at.actor, { ...given, organization_id: at.org, send_invite })
    return "created"
  } catch (error) {
    return error instanceof Error && error.name === "ZodError" ? "validation_failed" : codeOf(error)
  }
}

async function together(at: World, all: readonly Row[], more: object = {}) {
  const users = all.map((one) => rowIn(at, one))
  return saveUsers(at.actor, UserBatch.parse({ organization_id: at.org, users, ...more }))
}

/** Everything that is stored of an organization, without IDs, times and the tag. */
async function state({ tag, actor: { tenantId } }: World): Promise<string[]> {
  const found = await Promise.all([
    db().$queryRaw`SELECT email, name, role, permissions, status, external_id, metadata, expires_at::text, version,
      deleted_at IS NULL AS live FROM memberships WHERE tenant_id = ${tenantId}`,
    db().$queryRaw`SELECT email, name, role, permissions, status, send_count, version, expires_at > now() AS live
      FROM invites WHERE tenant_id = ${tenantId}`,
    db().$queryRaw`SELECT recipient, template, state FROM mails WHERE tenant_id = ${tenantId}`,
    db().$queryRaw`SELECT action, target_type, before, after FROM audit_events WHERE tenant_id = ${tenantId}`,
    db().$queryRaw`SELECT proves_address, kind, revoked_at IS NULL AS live FROM secrets WHERE tenant_id = ${tenantId}`,
    db().$queryRaw`SELECT email, activated_at IS NULL AS nobody FROM users WHERE email LIKE ${`%@${tag}.test`}`,
  ])
  return found
    .flat()
    .map((row) =>
      JSON.stringify(row)
        .replaceAll(tag, "TAG")
        .replace(/"user_[0-9a-z]{26}"/, '"user_…"'),
    )
    .sort()
}

describe.each(["boss", "helper"] as const)("POST /users/batch, by %s", { timeout: 60_000 }, (by) => {
  test("each row is judged as the single call would judge it, and leaves the same behind", async () => {
    const [one, many] = [await world(`single${by}`, by), await world(`batch${by}`, by)]
    const expected: string[] = []
    for (const row of rows) expected.push(await singly(one, row))
    const preview = await together(many, rows, { dry_run: true })
    const results = await together(many, rows)
    const wordOf = ({ result, code, fields = [] }: (typeof results)[number]) =>
      code === undefined ? result : [code, ...fields.map((field) => `${field.field} ${field.code}`)].join(", ")
    const said = results.map((result, i) => (expected[i] === "validation_failed" ? result.code : wordOf(result)))
    const repeated = { 1: "validation_failed, email duplicate", 2: "validation_failed, external_id duplicate" }
    expect(said).toEqual(Object.values({ ...expected, ...repeated }))
    expect([expected[1], expected[2]]).toEqual(["invite_already_pending", "external_id_taken"])
    expect(preview.map(({ result, code }) => code ?? result.replace(/^would_(\w+?)e?$/, "$1ed"))).toEqual(
      results.map(({ result, code }) => code ?? result),
    )
    expect(await state(many)).toEqual(await state(one))
    expect(results.filter(({ result }) => result === "created").every(({ id }) => id?.startsWith("user_"))).toBe(true)
  })
})

test("POST /users/batch – of two admins lowered in one batch, the last one stays", async () => {
  const at = await world("two")
  const lower = (n: string) => ({ row: { external_id: n, email: n, name: "N", role: "member" } })
  // No one lowers themselves last: the boss goes first.
  const results = await together(at, [lower("boss"), lower("deputy")])
  expect(results.map(({ result, code }) => code ?? result)).toEqual(["updated", "last_admin"])
})

const people = (n: number, from = 0) =>
  Array.from({ length: n }, (_, i) => ({
    row: person(`p${from + i}`, { external_id: `e${from + i}`, permissions: ["billing:read"] }),
  }))

test("POST /users/batch – twice has no second effect, and a row that changed changes alone", async () => {
  const at = await world("twice")
  const first = await together(at, people(20), { send_invite: true })
  const before = await state(at)
  const again = await together(at, people(20), { send_invite: true })
  expect(first.map(({ result }) => result)).toEqual(first.map(() => "created"))
  expect(again.map(({ result, id }) => [result, id])).toEqual(first.map(({ id }) => ["unchanged", id]))
  expect(await state(at)).toEqual(before)
  const changed = people(20).map((one, i) => (i === 7 ? { row: { ...one.row, role: "guest", permissions: [] } } : one))
  const third = await together(at, changed)
  expect(third.map(({ result }) => result).filter((result) => result !== "unchanged")).toEqual(["updated"])
  const invites = await db().invite.findMany({ where: { tenantId: at.actor.tenantId, email: "p7@twice.test" } })
  expect(invites).toMatchObject([{ role: "guest", permissions: [] }])
})

test("POST /users/batch – emails beyond the tenant's budget are refused with its name, and leave nothing behind", async () => {
  const at = await world("budget")
  const results = await together(at, people(45), { send_invite: true })
  const sent = results.filter(({ result }) => result === "created")
  expect(sent).toHaveLength(40)
  expect(results.slice(40).map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => "rate_limited"))
  expect(results[44]?.message).toContain("all 40 emails for today")
  expect(await db().mail.count({ where: { tenantId: at.actor.tenantId } })).toBe(40)
  expect(await db().user.count({ where: { email: { endsWith: "@budget.test", startsWith: "p" } } })).toBe(40)
  // Without an email they need no budget.
  expect((await together(at, people(45))).slice(40).map(({ result }) => result)).toEqual(
    Array.from({ length: 5 }, () => "created"),
  )
})

test("POST /users/batch – twice as many rows take the same number of statements (O-4)", {
  timeout: 60_000,
}, async () => {
  const at = await world("counts")
  const mailed = { send_invite: true }
  // "Last seen" is written in the background, and not counted.
  await together(at, people(2, 50), mailed)
  const { caller } = at.actor
  const used = {
    userId: caller.kind === "user" ? caller.userId : "",
    expiresAt: { gt: new Date(Date.now() + 29 * 86_400_000) },
  }
  await vi.waitFor(async () => expect(await db().session.count({ where: used })).toBe(1), 10_000)
  const some = await statementsOf(() => together(at, people(8), mailed))
  const more = await statementsOf(() => together(at, people(16, 100), mailed))
  expect(more.length, more.map((sql) => sql.slice(0, 100)).join("\n")).toBe(some.length)
  expect(some.length).toBeLessThan(50)
  const change = (n: number, role: string) => people(n).map(({ row }) => ({ row: { ...row, role } }))
  const few = await statementsOf(() => together(at, change(4, "guest")))
  expect((await statementsOf(() => together(at, change(8, "admin")))).length).toBe(few.length)
})

test("POST /users/batch – what the request has no time for is not tried, and a repeat goes on with it (P-6)", {
  timeout: 60_000,
}, async () => {
  const at = await world("time")
  const all = people(600)
  const short = { requestId: "req_short", ip: null, userAgent: null, until: performance.now() + 60_000 }
  const atCommit = async () => {
    short.until = performance.now() + 3_900
  }
  const results = await withRequest(short, () => withCommitHook(atCommit, () => together(at, all)))
  const done = results.filter(({ result }) => result === "created").length
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(600)
  expect(results.slice(done).every(({ result }) => result === "not_tried")).toBe(true)
  expect(await db().membership.count({ where: { tenantId: at.actor.tenantId, status: "invited" } })).toBe(done)
  const rest = await together(at, all)
  expect(rest.map(({ result }) => result)).toEqual(all.map((_, i) => (i < done ? "unchanged" : "created")))
})

test("POST /users/batch – eight concurrent batches all get a response, and no one is added twice (P-6)", async () => {
  const at = await world("eight")
  const answers = await Promise.all(Array.from({ length: 8 }, () => together(at, people(100))))
  const made = answers.flat().filter(({ result }) => result === "created")
  expect(made).toHaveLength(100)
  expect(answers.flat().every(({ result }) => result === "created" || result === "unchanged")).toBe(true)
})

const hour = 3_600_000

/** Lets a member's access have ended an hour ago; the expiry has been carried out. */
async function expire({ tag, actor: { tenantId } }: World, n: string, accepted: boolean) {
  const past = new Date(Date.now() - hour)
  await db().$executeRaw`
    UPDATE memberships SET expires_at = ${past}, expired_at = ${past}, active_since = NULL, external_id = ${n},
      accepted_at = CASE WHEN ${accepted} THEN accepted_at END
    WHERE tenant_id = ${tenantId} AND user_id = ${`user_${tag}${n}`}`
}

const later = (n: string) => ({
  row: { external_id: n, email: n, name: "N", role: "member", expires_at: "2099-01-01T00:00:00Z" },
})

test("POST /users/batch – a later expiry restores no invitation, begins access anew and is carried out itself", async () => {
  const at = await world("anew")
  const { tenantId } = at.actor
  for (const [n, accepted] of [
    ["named", true],
    ["active", true],
    ["deputy", false],
  ] as const)
    await expire(at, n, accepted)
  await db().$executeRaw`
    UPDATE invites SET maker_id = ${`user_${at.tag}named`} WHERE tenant_id = ${tenantId} AND email = ${`pending@${at.tag}.test`}`
  const began = new Date()
  const results = await together(at, ["named", "active", "deputy"].map(later))
  expect(results.map(({ result, code }) => code ?? result)).toEqual(["updated", "updated", "validation_failed"])
  expect(results[2]?.fields?.map(({ field }) => field)).toEqual(["status"])
  const found = await db().membership.findMany({ where: { tenantId, externalId: { not: null } } })
  const rows = new Map(found.map((row) => [row.externalId, row]))
  for (const n of ["named", "active"]) {
    const { expiredAt, activeSince, updatedAt } = rows.get(n) ?? expect.fail(n)
    expect(expiredAt).toBeNull()
    expect(activeSince?.getTime()).toBeGreaterThanOrEqual(began.getTime() - 1_000)
    expect(updatedAt).toEqual(activeSince)
  }
  expect(rows.get("deputy")).toMatchObject({ activeSince: null, expiredAt: expect.any(Date) })
  expect(await db().invite.findFirst({ where: { tenantId, email: `pending@${at.tag}.test` } })).toMatchObject({
    status: "revoked",
  })
})

test("POST /users/batch – an earlier expiry of a pending user is kept to be carried out", async () => {
  const at = await world("early")
  const row = (expires_at: string) => ({ row: person("new", { external_id: "new", expires_at }) })
  await together(at, [row("2098-01-01T00:00:00Z")])
  const { tenantId } = at.actor
  await db().membership.updateMany({ where: { tenantId, externalId: "new" }, data: { expiredAt: new Date() } })
  await together(at, [row("2097-01-01T00:00:00Z")])
  const [member] = await db().membership.findMany({ where: { tenantId, externalId: "new" } })
  expect(member).toMatchObject({ expiredAt: null, activeSince: null, acceptedAt: null })
  expect(member?.expiresAt?.getUTCFullYear()).toBe(2097)
})

test("POST /users/batch – every changed row is noted for GET /changes, and the event names the new user (P-4)", async () => {
  const at = await world("noted")
  const { tenantId } = at.actor
  const results = await together(at, [...people(3), { row: named({ name: "Another" }) }, { row: person("active") }])
  const ids = results.flatMap(({ id, result }) => (id && result !== "unchanged" ? [id] : []))
  expect(ids).toHaveLength(4)
  const noted = await db().$queryRaw<{ object_id: string }[]>`
    SELECT object_id FROM outbox WHERE tenant_id = ${tenantId} AND kind = 'user' AND organization_id = ${at.org}`
  expect(noted.map((row) => row.object_id).toSorted()).toEqual(ids.toSorted())
  const events = await db().auditEvent.findMany({ where: { tenantId, action: "invite.created" } })
  const created = results.flatMap(({ id, result }) => (result === "created" ? [id] : []))
  expect(events.map(({ after }) => Reflect.get(Object(after), "user_id")).toSorted()).toEqual(created.toSorted())
})

test("POST /users/batch – an invitation that begins anew revokes its earlier links", async () => {
  const at = await world("links")
  const { tenantId } = at.actor
  await db().$executeRaw`
    INSERT INTO secrets (hash, kind, tenant_id, organization_id, subject, proves_address, expires_at)
    VALUES ('\\x01', 'invite', ${tenantId}, ${at.org}, ${`inv_${at.tag}2`}, ${`lapsed@${at.tag}.test`}, now() + interval '1 day')`
  const [result] = await together(at, [{ row: person("lapsed", { send_invite: true }) }])
  expect(result?.result).toBe("created")
  const links = await db().secret.findMany({ where: { tenantId, subject: `inv_${at.tag}2` } })
  expect(links.map(({ revokedAt }) => revokedAt === null).toSorted()).toEqual([false, true])
})

test("POST /users/batch – more access, or access for longer, requires a recent proof", async () => {
  const at = await world("proof")
  const asks = (...all: Row[]) =>
    grantsMore(at.actor, UserBatch.parse({ organization_id: at.org, users: all.map((one) => rowIn(at, one)) }))
  await db().$executeRaw`
    UPDATE memberships SET role = 'guest', expires_at = now() + interval '1 day'
    WHERE tenant_id = ${at.actor.tenantId} AND external_id = 'named'`
  const guest = { role: "guest" }
  expect(await asks({ row: person("fresh") }, { row: named(guest) })).toBe(false)
  expect(await asks({ row: person("fresh", { role: "admin" }) })).toBe(true)
  expect(await asks({ row: named({}) })).toBe(true)
  expect(await asks({ row: named({ ...guest, expires_at: null }) })).toBe(true)
  expect(await asks({ row: named({ ...guest, expires_at: "2099-01-01T00:00:00Z" }) })).toBe(true)
})
