import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { ownDatabase } from "../../../e2e/mail/test-database"
import { statementsOf } from "../../../e2e/statements"
import { recordEvents } from "../../audit-events/record"
import { end } from "../../endings/end"
import { lastUsedScope } from "../../memberships/last-used"
import { memberNames } from "../../memberships/people"
import { listTenants } from "../../tenants/read"
import { type Actor, actorAt } from "../identity/authorize"
import { callerOfSession, type UserCaller } from "../identity/caller"
import { db } from "./client"
import { transaction } from "./transaction"

let database: Awaited<ReturnType<typeof ownDatabase>>
let me: UserCaller
let reader: Actor<"users:read">

beforeAll(async () => {
  database = await ownDatabase()
  await db().$executeRaw`INSERT INTO tenants (id, name) SELECT 'ten_' || i, 'T' FROM generate_series(1, 40) i`
  await db()
    .$executeRaw`INSERT INTO organizations (tenant_id, id, name) SELECT 'ten_' || i, 'org_' || i, 'O' FROM generate_series(1, 40) i`
  await db().$executeRaw`
    INSERT INTO users (id, email, name, super_admin, activated_at) SELECT 'user_' || i, i || '@example.com', 'P', true, now()
    FROM generate_series(1, 40) i`
  await db()
    .$executeRaw`INSERT INTO tenant_admins (tenant_id, user_id) SELECT 'ten_' || i, 'user_' || i FROM generate_series(1, 40) i`
  await db().$executeRaw`
    INSERT INTO memberships (tenant_id, organization_id, user_id, role, name, name_sort, email, search)
    SELECT 'ten_1', 'org_1', id, 'member', name, name, email, email FROM users`
  await db()
    .$executeRaw`INSERT INTO sessions (user_id, id, kind, expires_at) VALUES ('user_1', 'ses_1', 'browser', now() + interval '1 day')`
  const caller = await callerOfSession("user_1", "ses_1")
  if (!caller) throw new Error("nobody is signed in")
  me = caller
  reader = await actorAt(me, { tenantId: "ten_1", organizationId: "org_1" }, "users:read")
  // "Last seen" is written in the background, and not counted.
  const seen = { tenantId: "ten_1", userId: "user_1", lastSeenAt: { not: null } }
  await vi.waitFor(async () => expect(await db().membership.count({ where: seen })).toBe(1), 10_000)
  await vi.waitFor(async () => expect(await db().sessionActivity.count()).toBe(1), 10_000)
})
afterAll(() => database.drop())

const invites = (n: number) => db().$executeRaw`
  INSERT INTO invites (tenant_id, id, organization_id, email, role, expires_at, maker_type, maker_id, maker_name)
  SELECT 'ten_1', 'inv_' || ${String(n)} || '_' || i, 'org_1', i || '@example.net', 'member', now() + interval '1 day', 'user', 'user_2', 'M'
  FROM generate_series(1, ${n}::int) i`

const ids = (n: number) => Array.from({ length: n }, (_, i) => `user_${i + 1}`)

/** Work on n rows, and its setup. */
type Work = { name: string; make?: (n: number) => Promise<unknown>; run: (n: number) => Promise<unknown> }

const works: Work[] = [
  { name: "a page of tenants", run: (limit) => listTenants(me, { limit, total: false }) },
  {
    name: "the names in a page of the audit log",
    run: (n) => memberNames(reader, ids(n)),
  },
  {
    name: "where a sign-in leads",
    make: (n) => db().$executeRaw`
      INSERT INTO user_organizations (user_id, tenant_id, organization_id)
      SELECT 'user_9', 'ten_' || i, 'org_' || i FROM generate_series(1, ${n}::int) i ON CONFLICT DO NOTHING`,
    run: () => lastUsedScope("user_9"),
  },
  {
    name: "an organization with pending invites deleted",
    make: invites,
    run: () => transaction((tx) => end(tx, "organization_deleted", { tenantIds: ["ten_1"], organizationId: "org_1" })),
  },
  {
    name: "sessions of many people ended",
    make: (n) => db().$executeRaw`
      INSERT INTO sessions (user_id, id, kind, expires_at)
      SELECT 'user_' || i, 'ses_' || ${String(n)} || '_' || i, 'api', now() + interval '1 day' FROM generate_series(1, ${n}::int) i`,
    run: (n) => transaction((tx) => end(tx, "sessions_ended_by_operator", { userIds: ids(n), tenantIds: [] })),
  },
  {
    name: "many events",
    run: (n) =>
      transaction((tx) =>
        recordEvents(
          tx,
          "system",
          Array.from({ length: n * 200 }, () => ({ tenantId: "ten_1", action: "member.expired" })),
        ),
      ),
  },
]

test.each(works)("$name – twice as many rows take no more statements", async ({ make, run }) => {
  await make?.(20)
  const some = await statementsOf(() => run(20))
  await make?.(40)
  const more = await statementsOf(() => run(40))
  // Not the same number: what the server writes in the background may have been counted in the first run.
  expect(more.length).toBeGreaterThan(0)
  expect(more.length, more.map((sql) => sql.slice(0, 120)).join("\n")).toBeLessThanOrEqual(some.length)
})
