import { db } from "../database"
import { expect, newTeam, test } from "../fixtures"
import { isWholeRun } from "../notes"
import { type Placement, refusedByCitus } from "./citus"
import { statementsIn, withoutTenant } from "./statements"

/** Returns tables that belong to tenants: their primary key begins with `tenant_id`. */
async function tenantTables(): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT c.relname::text AS name FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE i.indisprimary AND a.attname = 'tenant_id' ORDER BY 1`
  return rows.map(({ name }) => name)
}

/**
 * Returns where Citus would place each table's rows: by tenant where the key leads with the tenant, by person where it
 * leads with the person.
 */
async function placement(): Promise<Placement> {
  const rows = await db().$queryRaw<{ name: string; first: string }[]>`
    SELECT c.relname::text AS name, a.attname::text AS first FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE i.indisprimary AND c.relname <> '_prisma_migrations'`
  const leads: Record<string, "tenant" | "person"> = { tenant_id: "tenant", user_id: "person" }
  const own = new Map(rows.map(({ name, first }) => [name, leads[first] ?? ("alone" as const)]))
  // Local to the coordinator: queues of the workers, short-lived rows, and counters.
  const local = ["mails", "webhook_deliveries", "rate_limits"].map((name) => [name, "local"] as const)
  return new Map([...own, ["users", "person"], ...local])
}

// When signing in or leaving, the person is known before their tenants: the tenants they administer are read by person,
// by index.
const byPerson = (table: string, statement: string) =>
  table === "tenant_admins" &&
  /WHERE \(?(?:"public"\."tenant_admins"\.|a\.)?"?user_id"? = (?:\$1|ANY\(\$\d+::text\[\]\))/.test(statement)

test("the SQL log – the check itself detects a missing tenant", () => {
  const missing = (statement: string) => withoutTenant(statement, ["memberships", "invites", "organizations"])
  expect(missing("SELECT * FROM memberships WHERE user_id = $1")).toEqual(["memberships"])
  expect(missing("SELECT tenant_id FROM memberships WHERE user_id = $1")).toEqual(["memberships"])
  expect(missing('DELETE FROM "public"."invites" WHERE "public"."invites"."id" = $1')).toEqual(["invites"])
  expect(missing("UPDATE memberships SET tenant_id = $1 WHERE user_id = $2")).toEqual(["memberships"])
  const nested = (inside: string) =>
    missing(`DELETE FROM invites WHERE tenant_id = $1 AND id IN (SELECT id FROM invites ${inside})`)
  expect([nested("WHERE tenant_id = $1 LIMIT 9"), nested("LIMIT 9")]).toEqual([[], ["invites"]])
  // A column may have the name of a table.
  expect(missing("INSERT INTO organizations (tenant_id, invites) SELECT $1, invites FROM other")).toEqual([])
  expect(missing("INSERT INTO invites (id, email) VALUES ($1, $2)")).toEqual(["invites"])
  expect(
    missing("SELECT 1 FROM organizations o JOIN memberships m ON m.organization_id = o.id WHERE o.tenant_id = $1"),
  ).toEqual(["memberships"])
  expect(
    missing("SELECT 1 FROM invites i JOIN organizations o ON o.id = i.organization_id WHERE i.tenant_id = $1"),
  ).toEqual(["organizations"])
  expect(
    missing(
      "SELECT 1 FROM organizations o LEFT JOIN memberships m ON m.tenant_id = o.tenant_id WHERE o.tenant_id = $1",
    ),
  ).toEqual([])
  expect(
    missing(
      'SELECT "public"."invites"."id" FROM "public"."invites" WHERE ("public"."invites"."tenant_id" = $1 AND 1=1)',
    ),
  ).toEqual([])
  expect(missing("UPDATE memberships SET role = $1 WHERE tenant_id = $2")).toEqual([])
  expect(missing("SELECT id FROM invites WHERE tenant_id = $1 FOR UPDATE SKIP LOCKED")).toEqual([])
  expect(missing('INSERT INTO "public"."invites" ("tenant_id","id") VALUES ($1,$2)')).toEqual([])
})

const statementsOf = () =>
  statementsIn(String(process.env.NANOSTACK_SQL_LOG), new URL(process.env.DATABASE_URL ?? "").pathname.slice(1))

const daily = ["keep_house", "expire_sign_ins", "remind_invited"]

/** Has the server do its jobs of the day: a run that doesn't last over their time would lack their statements. */
async function doDailyJobs() {
  const key = "whole-run"
  for (const task of daily)
    await db().$queryRaw`SELECT FROM graphile_worker.add_job(${task}, job_key => ${`${key} ${task}`})`
  const waiting = () => db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE starts_with(key, ${key})`
  await expect.poll(waiting, { timeout: 60_000 }).toEqual([{ n: 0 }])
}

test("the SQL log of the whole run – no statement on a tenant's table lacks tenant_id", async () => {
  test.setTimeout(120_000)
  await newTeam()
  await doDailyJobs()
  const tables = await tenantTables()
  expect(tables).toEqual(
    expect.arrayContaining(["api_keys", "audit_events", "idempotency_keys", "invites", "memberships", "organizations"]),
  )
  const statements = await statementsOf()
  if (isWholeRun) expect(statements.size).toBeGreaterThan(50)
  const found = [...statements].flatMap((statement) => {
    const missing = withoutTenant(statement, tables).filter((table) => !byPerson(table, statement))
    return missing.length > 0 ? [`${missing}: ${statement.slice(0, 400)}`] : []
  })
  expect(found, "tables whose tenant is not named, and the statement").toEqual([])
})

const places: Placement = new Map([
  ["memberships", "tenant"],
  ["organizations", "tenant"],
  ["invites", "tenant"],
  ["idempotency_keys", "tenant"],
  ["audit_events", "tenant"],
  ["users", "person"],
  ["sessions", "person"],
  ["session_activity", "person"],
  ["user_organizations", "person"],
  ["secrets", "alone"],
  ["mails", "local"],
])

test.describe("what Citus would refuse", () => {
  const refused = [
    "UPDATE users SET email_verified_at = CASE WHEN $2 THEN now() ELSE email_verified_at END WHERE id = $1",
    "UPDATE users SET activated_at = COALESCE(activated_at, now()) WHERE id = $1",
    "INSERT INTO users (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET updated_at = now()",
    "UPDATE secrets SET used_at = COALESCE(used_at, now()) WHERE hash = $1",
    "UPDATE sessions SET expires_at = LEAST(created_at + make_interval(days => $1::int), now()) WHERE user_id = $2",
    "SELECT 1 FROM memberships m JOIN organizations o ON o.tenant_id = m.tenant_id WHERE m.tenant_id = $1 FOR UPDATE OF m",
    "INSERT INTO idempotency_keys AS k (tenant_id) VALUES ($1) ON CONFLICT (tenant_id) DO UPDATE SET status = NULL WHERE k.expires_at <= now()",
    "INSERT INTO idempotency_keys (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING created_at::text",
    "UPDATE invites SET expires_at = now() + make_interval(days => expires_in_days) WHERE tenant_id = $1",
    "UPDATE invites SET reminded_at = now() WHERE tenant_id = $1 RETURNING extract(epoch FROM expires_at - now())::int",
    "SELECT id, (SELECT m.state FROM mails m WHERE m.id = invites.mail_id) FROM invites WHERE tenant_id = $1",
    "SELECT o.id FROM organizations o LEFT JOIN user_organizations u ON u.organization_id = o.id WHERE o.tenant_id = $1",
    "DELETE FROM tenants WHERE id = $1 AND NOT EXISTS (SELECT FROM audit_events WHERE tenant_id = $1)",
    "UPDATE secrets SET used_at = now() WHERE hash = $1 AND expires_at > clock_timestamp()",
    "SELECT 1 FROM secrets r JOIN sessions s ON s.id = r.subject WHERE r.hash = $1",
    'SELECT 1 FROM "public"."memberships" AS m JOIN "public"."users" AS u ON u.id = m.user_id WHERE m.tenant_id = $1',
  ]
  for (const statement of refused)
    test(`${statement.slice(0, 100)} – is detected`, () => expect(refusedByCitus(statement, places)).not.toEqual([]))

  const taken = [
    "UPDATE invites SET expires_at = now() + make_interval(days => $1::int), version = version + 1 WHERE tenant_id = $2 RETURNING expires_at",
    "UPDATE secrets SET used_at = now() WHERE hash = $1 AND expires_at > statement_timestamp() RETURNING user_id",
    "INSERT INTO sessions (user_id, id, expires_at) VALUES ($1, $2, now() + make_interval(days => $3::int))",
    "SELECT COALESCE(s.opened_at, s.created_at), LEAST(created_at, now())::text FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.user_id = $1",
    "SELECT id FROM sessions WHERE user_id = $1 AND expires_at > clock_timestamp() FOR UPDATE",
    "SELECT o.id FROM organizations o JOIN tenants t ON t.id = o.tenant_id JOIN memberships m ON m.tenant_id = o.tenant_id WHERE o.tenant_id = $1",
    "SELECT tenant_id FROM user_organizations WHERE user_id = $1 UNION SELECT tenant_id FROM memberships WHERE tenant_id = $2",
    "UPDATE memberships SET deleted_at = NULL WHERE tenant_id = $1 AND deleted_at = $2::timestamptz RETURNING email",
    "WITH due AS (SELECT id FROM mails LIMIT $1 FOR UPDATE SKIP LOCKED) UPDATE mails SET attempts = attempts + 1 WHERE id IN (SELECT id FROM due) RETURNING extract(epoch FROM now() - created_at)",
  ]
  for (const statement of taken)
    test(`${statement.slice(0, 100)} – is fine`, () => expect(refusedByCitus(statement, places)).toEqual([]))
})

test("the SQL log of the whole run – no statement is one that Citus refuses", async () => {
  test.setTimeout(120_000)
  const [where, statements] = [await placement(), await statementsOf()]
  expect(where.size).toBeGreaterThan(15)
  if (isWholeRun) expect(statements.size).toBeGreaterThan(50)
  const found = [...statements].flatMap((statement) => {
    const why = refusedByCitus(statement, where)
    return why.length > 0 ? [`${why.join(", ")}: ${statement.slice(0, 400)}`] : []
  })
  expect(found).toEqual([])
})
