import { db } from "../database"
import { expect, newTeam, test } from "../fixtures"
import { isWholeRun } from "../notes"
import { statementsIn, withoutTenant } from "./statements"

/** Tables that belong to tenants: their primary key begins with `tenant_id`. */
async function tenantTables(): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT c.relname::text AS name FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE i.indisprimary AND a.attname = 'tenant_id' ORDER BY 1`
  return rows.map(({ name }) => name)
}

// Whoever signs in or leaves is known before their tenants are: which they administer is asked by person, by index.
const byPerson = (table: string, statement: string) =>
  table === "tenant_admins" && /WHERE \(?(?:"public"\."tenant_admins"\.|a\.)?"?user_id"? = \$1/.test(statement)

test("the SQL log – the check itself sees what is missing", () => {
  const missing = (statement: string) => withoutTenant(statement, ["memberships", "invites", "organizations"])
  expect(missing("SELECT * FROM memberships WHERE user_id = $1")).toEqual(["memberships"])
  expect(missing("SELECT tenant_id FROM memberships WHERE user_id = $1")).toEqual(["memberships"])
  expect(missing('DELETE FROM "public"."invites" WHERE "public"."invites"."id" = $1')).toEqual(["invites"])
  expect(missing("UPDATE memberships SET tenant_id = $1 WHERE user_id = $2")).toEqual(["memberships"])
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
  expect(missing('INSERT INTO "public"."invites" ("tenant_id","id") VALUES ($1,$2)')).toEqual([])
})

test("the SQL log of the whole run – no statement on a tenant's table lacks tenant_id", async () => {
  test.setTimeout(120_000)
  await newTeam()
  const tables = await tenantTables()
  expect(tables).toEqual(
    expect.arrayContaining(["api_keys", "audit_events", "idempotency_keys", "invites", "memberships", "organizations"]),
  )
  const database = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1)
  const statements = await statementsIn(String(process.env.NANOSTACK_SQL_LOG), database)
  if (isWholeRun) expect(statements.size).toBeGreaterThan(50)
  const found = [...statements].flatMap((statement) => {
    const missing = withoutTenant(statement, tables).filter((table) => !byPerson(table, statement))
    return missing.length > 0 ? [`${missing}: ${statement.slice(0, 400)}`] : []
  })
  expect(found, "tables whose tenant is not named, and the statement").toEqual([])
})
