import pg from "pg"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import { revokeKeysOf } from "./keys"
import { revokeLinksOf } from "./links"
import { endSessionsOf } from "./sessions"

let database: Awaited<ReturnType<typeof ownDatabase>>
let client: pg.Client
beforeAll(async () => {
  database = await ownDatabase({ DATABASE_LOCK_TIMEOUT_SECONDS: "1" })
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
}, 60_000)
afterAll(async () => {
  await client.end()
  await database.drop()
})

const all = { kind: "all" } as const
const people = 2_500
const tables =
  "sessions, secrets, mails, audit_events, invites, api_keys, user_organizations, organizations, tenants, users"

/**
 * Each person has two active sessions, an expired one and a link; every second tenant has a key with an invite, and
 * another invite.
 */
beforeEach(async () => {
  await client.query(`TRUNCATE ${tables} CASCADE`)
  const n = `generate_series(1, ${people}) AS n`
  const id = (prefix: string) => `'${prefix}' || lpad(n::text, 5, '0')`
  for (const sql of [
    `INSERT INTO users (id, email, name, activated_at) SELECT ${id("user_")}, n || '@example.com', 'N', now() FROM ${n}`,
    `INSERT INTO tenants (id, name) SELECT ${id("ten_")}, 'T' FROM ${n}`,
    `INSERT INTO organizations (tenant_id, id, name) SELECT ${id("ten_")}, ${id("org_")}, 'O' FROM ${n}`,
    `INSERT INTO user_organizations (user_id, tenant_id, organization_id)
     SELECT ${id("user_")}, ${id("ten_")}, ${id("org_")} FROM ${n}`,
    `INSERT INTO sessions (user_id, id, kind, expires_at)
     SELECT ${id("user_")}, 'ses_' || n || '_' || k, CASE k WHEN 1 THEN 'api' ELSE 'browser' END,
       now() + (k - 0.5) * interval '1 day' FROM ${n}, generate_series(0, 2) AS k`,
    `INSERT INTO secrets (hash, kind, user_id, expires_at)
     SELECT sha256(n::text::bytea), 'reset_password', ${id("user_")}, now() + interval '1 hour' FROM ${n}`,
    `INSERT INTO api_keys (tenant_id, id, organization_id, name, role, last_four, maker_id)
     SELECT ${id("ten_")}, ${id("key_")}, ${id("org_")}, 'K', 'admin', 'abcd', ${id("user_")} FROM ${n} WHERE n % 2 = 0`,
    `INSERT INTO invites (tenant_id, id, organization_id, email, role, expires_at, maker_type, maker_id, maker_name)
     SELECT ${id("ten_")}, ${id("inv_")} || kind, ${id("org_")}, kind || n || '@example.org', 'member',
       now() + interval '1 day', kind, CASE kind WHEN 'user' THEN ${id("user_")} ELSE ${id("key_")} END, 'M'
     FROM ${n}, unnest('{user,api_key}'::text[]) AS kind WHERE n % 2 = 0`,
  ])
    await client.query(sql)
  await client.query("ANALYZE")
})

/** Returns how many statements `run` sends. */
async function statements<T>(run: () => Promise<T>): Promise<[T, number]> {
  const query = vi.spyOn(pg.Client.prototype, "query")
  const result = await run()
  const { length } = query.mock.calls
  query.mockRestore()
  return [result, length]
}

const mails = () => db().mail.count()
const events = (action: string, tenantId: { not: string } | string) =>
  db().auditEvent.count({ where: { action, tenantId } })
const elsewhere = { not: "ten_system" }

test("sessions of all people end in batches of a thousand, with one email each; a second run finds nothing", async () => {
  const [ended, asked] = await statements(() => endSessionsOf(all))
  expect(ended).toEqual({ sessions: 2 * people, challenges: 0, people })
  expect(asked).toBeLessThan(80)
  expect(await mails()).toBe(people)
  expect(await events("session.ended_by_operator", elsewhere)).toBe(people)
  expect(await events("session.ended_by_operator", "ten_system")).toBe(3)
  expect(await endSessionsOf(all)).toEqual({ sessions: 0, challenges: 0, people: 0 })
  expect(await mails()).toBe(people)
})

test("a run that is stopped by a lock keeps its batches, and the next one finishes", async () => {
  await client.query("BEGIN")
  await client.query("SELECT id FROM users WHERE id = 'user_01500' FOR UPDATE")
  await expect(endSessionsOf(all)).rejects.toThrow()
  expect(await mails()).toBe(1_000)
  await client.query("ROLLBACK")
  expect(await endSessionsOf(all)).toEqual({ sessions: 3_000, challenges: 0, people: 1_500 })
  expect(await mails()).toBe(people)
})

test("all keys are revoked with what they created, many tenants per batch; creators get one email", async () => {
  const [revoked, asked] = await statements(() => revokeKeysOf(all))
  expect(revoked).toEqual({ api_keys: people / 2, invites: people / 2, people: people / 2 })
  expect(asked).toBeLessThan(80)
  expect([await mails(), await events("api_key.revoked_by_operator", elsewhere)]).toEqual([people / 2, people / 2])
  expect(await db().invite.groupBy({ by: ["creatorType"], where: { status: "pending" }, _count: true })).toEqual([
    { creatorType: "user", _count: people / 2 },
  ])
  expect(await revokeKeysOf(all)).toEqual({ api_keys: 0, invites: 0, people: 0 })
})

test("all links and pending invites are revoked", async () => {
  const [revoked, asked] = await statements(() => revokeLinksOf(all))
  expect(revoked).toEqual({ links: people, invites: people })
  expect(asked).toBeLessThan(140)
  expect(await mails()).toBe(people / 2)
  expect(await events("link.revoked_by_operator", elsewhere)).toBe(people + people / 2)
  expect(await revokeLinksOf(all)).toEqual({ links: 0, invites: 0 })
})
