import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import {
  MigrationError,
  migrate,
  pendingMigrations,
  schemaChanges,
  unacceptedMemberships,
  writeMigration,
} from "./migrate"
import { scratchDatabase } from "./scratch"

let database: Awaited<ReturnType<typeof scratchDatabase>>
let folder: string

beforeEach(async () => {
  database = await scratchDatabase(String(process.env.DATABASE_URL))
  folder = mkdtempSync(join(tmpdir(), "nanostack-migrate-"))
  mkdirSync(join(folder, "prisma"))
  cpSync("prisma/schema.prisma", join(folder, "prisma/schema.prisma"))
  cpSync("prisma/migrations", join(folder, "prisma/migrations"), { recursive: true })
  vi.spyOn(process, "cwd").mockReturnValue(folder)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await database.drop()
  rmSync(folder, { recursive: true })
})

function add(name: string, sql: string) {
  mkdirSync(join(folder, "prisma/migrations", name), { recursive: true })
  writeFileSync(join(folder, "prisma/migrations", name, "migration.sql"), sql)
}

async function tableExists(name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS there", [name])
  await client.end()
  return rows[0].there
}

test("two servers that start at the same time migrate once", async () => {
  const applied = await Promise.all([migrate(database.url), migrate(database.url)])
  expect(applied.map((names) => names.length).sort()).toEqual([0, expect.any(Number)])
  expect(applied.flat().length).toBeGreaterThan(0)
})

test("a migration that fails leaves nothing behind and can be repaired", async () => {
  await migrate(database.url)
  add("29990101000000_half", "CREATE TABLE half (id text DEFAULT 'a;b'); -- a comment; with a semicolon\nSELECT 1/0;")
  await expect(migrate(database.url)).rejects.toThrow(MigrationError)
  await expect(migrate(database.url)).rejects.toThrow(/division by zero/)
  expect(await tableExists("half")).toBe(false)
  expect(await pendingMigrations(database.url)).toEqual(["29990101000000_half"])
  add("29990101000000_half", "CREATE TABLE half (id text DEFAULT 'a;b'); -- a comment; with a semicolon")
  expect(await migrate(database.url)).toEqual(["29990101000000_half"])
  expect(await tableExists("half")).toBe(true)
})

test("concurrent indexes – an interrupted migration starts over", async () => {
  await migrate(database.url)
  const create = (column: string) =>
    `-- One; by one.\nDROP INDEX CONCURRENTLY IF EXISTS "one";\nCREATE INDEX CONCURRENTLY "one" ON "users" ("name");
     DROP INDEX CONCURRENTLY IF EXISTS "two";\nCREATE INDEX CONCURRENTLY "two" ON "users" ("${column}");\n`
  add("29990101000000_indexes", create("nothing"))
  await expect(migrate(database.url)).rejects.toThrow(MigrationError)
  expect([await tableExists("one"), await tableExists("two")]).toEqual([true, false])
  add("29990101000000_indexes", create("bio"))
  expect(await migrate(database.url)).toEqual(["29990101000000_indexes"])
  expect([await tableExists("one"), await tableExists("two")]).toEqual([true, true])
})

test("a migration that waits for a table lets others through meanwhile, and is retried (R-090)", async () => {
  await migrate(database.url)
  add("29990101000000_badge", 'ALTER TABLE "users" ADD COLUMN "badge" text')
  const [holder, other] = [new pg.Client(database.url), new pg.Client(database.url)]
  await Promise.all([holder.connect(), other.connect()])
  await holder.query("BEGIN")
  await holder.query("SELECT count(*) FROM users")
  const began = performance.now()
  let waits = 0
  let longest = 0
  const applied = migrate(database.url)
  while (waits < 2) {
    const asked = performance.now()
    await other.query("SELECT count(*) FROM users")
    const waited = performance.now() - asked
    if (waited > 300) waits++
    longest = Math.max(longest, waited)
    await sleep(20)
  }
  const held = performance.now() - began
  await holder.query("COMMIT")
  expect(await applied).toEqual(["29990101000000_badge"])
  // Queries during the wait got a response before the table was released.
  expect(longest).toBeLessThan(held)
  await Promise.all([holder.end(), other.end()])
})

test("a migration changed after it was applied is rejected by name, and nothing is applied (R-095)", async () => {
  await migrate(database.url)
  const [first = ""] = readdirSync(join(folder, "prisma/migrations")).sort()
  const file = join(folder, "prisma/migrations", first, "migration.sql")
  const text = readFileSync(file, "utf8")
  add("29990101000000_badge", 'CREATE TABLE "badges" (id text)')
  writeFileSync(file, `${text}\nALTER TABLE "users" ADD COLUMN "badge" text;\n`)
  await expect(migrate(database.url)).rejects.toThrow(first)
  expect(await tableExists("badges")).toBe(false)
  writeFileSync(file, text.replaceAll("\n", "\r\n"))
  expect(await migrate(database.url)).toEqual(["29990101000000_badge"])
})

test("the next migration is written from the schema, and only when it changed", async () => {
  expect(await writeMigration(database.url, "nothing")).toBeUndefined()
  const schema = join(folder, "prisma/schema.prisma")
  writeFileSync(schema, `${readFileSync(schema, "utf8")}\nmodel Badge {\n  id String @id\n  @@map("badges")\n}\n`)
  const file = await writeMigration(database.url, "Add badges!")
  expect(file).toMatch(/\/\d{14}_add_badges\/migration\.sql$/)
  expect(readFileSync(String(file), "utf8")).toContain('CREATE TABLE "badges"')
  expect(await schemaChanges(database.url)).toBe("")
  expect((await migrate(database.url)).at(-1)).toMatch(/_add_badges$/)
})

test("a migration needs a name", async () => {
  await expect(writeMigration(database.url, " ")).rejects.toThrow(MigrationError)
})

test("memberships that no one has accepted are counted, and how to list them is said", async () => {
  await migrate(database.url)
  expect(await unacceptedMemberships(database.url)).toBeNull()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query("INSERT INTO tenants (id, name) VALUES ('ten_1', 'T')")
  await client.query("INSERT INTO organizations (tenant_id, id, name) VALUES ('ten_1', 'org_1', 'O')")
  const rows = [
    ["entered", "active", null, null],
    ["joined", "active", "now()", null],
    ["waiting", "invited", null, null],
    ["removed", "active", null, "now()"],
  ]
  for (const [id, status, accepted, deleted] of rows)
    await client.query(`
      INSERT INTO memberships (tenant_id, organization_id, user_id, role, name, name_sort, email, search, status, accepted_at, deleted_at)
      VALUES ('ten_1', 'org_1', '${id}', 'member', 'N', 'n', '${id}@example.com', 'n', '${status}', ${accepted}, ${deleted})`)
  const line = await unacceptedMemberships(database.url)
  expect(line).toContain("Active memberships that no one ever accepted: 1, in 1 tenants.")
  const listed = await client.query(/SELECT .*/.exec(line ?? "")?.[0] ?? "")
  await client.end()
  expect(listed.rows.map((row) => row.user_id)).toEqual(["entered"])
})
