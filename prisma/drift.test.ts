import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { handwritten } from "./handwritten"
import { liveChanges, migrate, migrationNames, pendingMigrations } from "./migrate"
import { scratchDatabase } from "./scratch"

let database: Awaited<ReturnType<typeof scratchDatabase>>
let client: pg.Client

beforeAll(async () => {
  database = await scratchDatabase(String(process.env.DATABASE_URL))
  await migrate(database.url)
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

const column = async (sql: string) => (await client.query({ text: sql, rowMode: "array" })).rows.map(([value]) => value)

test("the migrations produce schema.prisma (R-095)", async () => {
  expect(await liveChanges(database.url)).toBe("")
})

test("indexes and constraints that only SQL can express exist", async () => {
  const names = await column("SELECT indexname FROM pg_indexes UNION SELECT conname FROM pg_constraint")
  expect(handwritten.filter((name) => !names.includes(name))).toEqual([])
})

test("IDs and sort columns compare byte by byte, whatever the server's locale", async () => {
  const others = await column(`SELECT table_name || '.' || column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND data_type = 'text'
      AND column_name ~ '^(id|.*_id|name_sort)$' AND collation_name IS DISTINCT FROM 'C'`)
  expect(others).toEqual([])
})

test("every key and index of a tenant's table leads with the tenant", async () => {
  const others = await column(`SELECT i.indexrelid::regclass::text FROM pg_index i
    JOIN pg_attribute t ON t.attrelid = i.indrelid AND t.attname = 'tenant_id' AND t.attnotnull
    JOIN pg_class c ON c.oid = i.indrelid AND c.relkind = 'r'
    WHERE i.indisunique AND i.indkey[0] <> t.attnum
      AND c.relname NOT IN ('user_organizations', 'organization_tenants', 'application_tenants', 'application_origins', 'oidc_grants', 'logout_notices')`)
  expect(others).toEqual([])
})

test("nothing is deleted or renamed along with other changes", async () => {
  const others = await column(`SELECT conname FROM pg_constraint
    WHERE contype = 'f' AND (confdeltype <> 'r' OR confupdtype <> 'r' OR NOT convalidated)`)
  expect(others).toEqual([])
})

test("Prisma's own history table agrees with ours", async () => {
  expect(
    await column("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1"),
  ).toEqual(migrationNames())
  expect(await pendingMigrations(database.url)).toEqual([])
})
