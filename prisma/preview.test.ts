import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import pg from "pg"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { reservedResources } from "../lib/core/identity/permissions"
import { migrate, previewMigrations } from "./migrate"
import { scratchDatabase } from "./scratch"

const migration = "20261129001000_reserved_permissions"
const source = resolve("prisma/migrations")

let database: Awaited<ReturnType<typeof scratchDatabase>>
let folder: string
let client: pg.Client

/** Creates a database as it was before the migration, with the migration pending. */
beforeEach(async () => {
  database = await scratchDatabase(String(process.env.DATABASE_URL))
  folder = mkdtempSync(join(tmpdir(), "nanostack-preview-"))
  vi.spyOn(process, "cwd").mockReturnValue(folder)
  mkdirSync(join(folder, "prisma/migrations"), { recursive: true })
  for (const name of readdirSync(source)) if (!/^\d/.test(name) || name < migration) take(name)
  await migrate(database.url)
  take(migration)
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await client.end()
  await database.drop()
  rmSync(folder, { recursive: true })
})

function take(name: string) {
  cpSync(join(source, name), join(folder, "prisma/migrations", name), { recursive: true })
}

async function tenant(id: string): Promise<void> {
  await client.query(
    `WITH t AS (INSERT INTO tenants (id, name) VALUES ($1, 'T'))
     INSERT INTO organizations (tenant_id, id, name) VALUES ($1, 'org_' || $1, 'O')`,
    [id],
  )
}

async function member(tenant: string, id: string, permissions: readonly string[], deleted = false): Promise<void> {
  await client.query(
    `INSERT INTO memberships (tenant_id, organization_id, user_id, role, permissions, name, name_sort, email, search, deleted_at)
     VALUES ($1, 'org_' || $1, $2, 'member', $3, 'M', 'm', 'm@example.com', 'm', CASE WHEN $4 THEN now() END)`,
    [tenant, id, permissions, deleted],
  )
}

async function invite(tenant: string, id: string, permissions: readonly string[], status: string): Promise<void> {
  await client.query(
    `INSERT INTO invites (tenant_id, organization_id, id, email, role, permissions, status, expires_at, maker_type, maker_id, maker_name)
     VALUES ($1, 'org_' || $1, $2, $2 || '@example.com', 'member', $3, $4, now(), 'user', 'user_a', 'A')`,
    [tenant, id, permissions, status],
  )
}

async function key(tenant: string, id: string, permissions: readonly string[], organization: boolean): Promise<void> {
  await client.query(
    `INSERT INTO api_keys (tenant_id, organization_id, id, name, role, permissions, last_four, maker_id)
     VALUES ($1, CASE WHEN $4 THEN 'org_' || $1 END, $2, 'K', 'member', $3, 'abcd', 'user_a')`,
    [tenant, id, permissions, organization],
  )
}

const rows = async (sql: string) => (await client.query({ text: sql, rowMode: "array" })).rows

test("reserved permissions – are listed before, removed everywhere, and each removal is an event", async () => {
  const all = reservedResources.map((resource) => `${resource}:read`)
  await tenant("ten_a")
  await tenant("ten_b")
  await member("ten_a", "user_a", ["users:write", "roles:read", "billing:read", "files:write"])
  await member("ten_a", "user_b", ["billing:read", "our_roles:read", "rolesx:read"])
  await member("ten_a", "user_gone", ["scim:read"], true)
  await member("ten_b", "user_a", all)
  await invite("ten_a", "inv_open", ["webhooks:write"], "pending")
  await invite("ten_a", "inv_past", ["webhooks:write", "billing:read"], "accepted")
  await invite("ten_a", "inv_plain", ["billing:read"], "pending")
  await key("ten_a", "key_one", ["sessions:read", "billing:read"], true)
  await key("ten_b", "key_all", ["tenants:write"], false)
  expect(await previewMigrations(database.url)).toEqual([
    `${migration} will remove:`,
    "  ten_a  membership  org_ten_a/user_a  roles:read, files:write",
    "  ten_a  membership  org_ten_a/user_gone  scim:read",
    "  ten_a  invite  inv_open  webhooks:write",
    "  ten_a  invite  inv_past  webhooks:write",
    "  ten_a  api_key  key_one  sessions:read",
    `  ten_b  membership  org_ten_b/user_a  ${all.join(", ")}`,
    "  ten_b  api_key  key_all  tenants:write",
  ])
  expect(await migrate(database.url)).toEqual([migration])
  expect(await rows("SELECT tenant_id, user_id, permissions, version FROM memberships ORDER BY 1, 2")).toEqual([
    ["ten_a", "user_a", ["users:write", "billing:read"], 2],
    ["ten_a", "user_b", ["billing:read", "our_roles:read", "rolesx:read"], 1],
    ["ten_a", "user_gone", [], 2],
    ["ten_b", "user_a", [], 2],
  ])
  expect(await rows("SELECT id, permissions, version FROM invites ORDER BY 1")).toEqual([
    ["inv_open", [], 2],
    ["inv_past", ["billing:read"], 2],
    ["inv_plain", ["billing:read"], 1],
  ])
  expect(await rows("SELECT id, permissions FROM api_keys ORDER BY 1")).toEqual([
    ["key_all", []],
    ["key_one", ["billing:read"]],
  ])
  const event = (old: readonly string[], kept: string[]) => [
    { permissions: old },
    { permissions: kept, reason: "reserved" },
  ]
  expect(
    await rows(
      `SELECT tenant_id, organization_id, action, target_type, target_id, before, after FROM audit_events
       WHERE actor_type = 'system' AND actor_id IS NULL AND id ~ '^evt_[A-Za-z0-9_]{1,60}$' ORDER BY 1, 3, 5`,
    ),
  ).toEqual([
    [
      "ten_a",
      "org_ten_a",
      "api_key.updated",
      "api_key",
      "key_one",
      ...event(["sessions:read", "billing:read"], ["billing:read"]),
    ],
    ["ten_a", "org_ten_a", "invite.updated", "invite", "inv_open", ...event(["webhooks:write"], [])],
    [
      "ten_a",
      "org_ten_a",
      "invite.updated",
      "invite",
      "inv_past",
      ...event(["webhooks:write", "billing:read"], ["billing:read"]),
    ],
    [
      "ten_a",
      "org_ten_a",
      "member.updated",
      "user",
      "user_a",
      ...event(["users:write", "roles:read", "billing:read", "files:write"], ["users:write", "billing:read"]),
    ],
    ["ten_a", "org_ten_a", "member.updated", "user", "user_gone", ...event(["scim:read"], [])],
    ["ten_b", null, "api_key.updated", "api_key", "key_all", ...event(["tenants:write"], [])],
    ["ten_b", "org_ten_b", "member.updated", "user", "user_a", ...event(all, [])],
  ])
  expect(await previewMigrations(database.url)).toEqual([])
})

test("a hundred lines are listed, then the number of others", async () => {
  await tenant("ten_a")
  for (let i = 0; i < 103; i++) await member("ten_a", `user_${i}`, ["roles:read"])
  const lines = await previewMigrations(database.url)
  expect([lines.length, lines.at(-1)]).toEqual([102, "  and from 3 more"])
})

test("an empty database has nothing to lose", async () => {
  const empty = await scratchDatabase(String(process.env.DATABASE_URL))
  expect(await previewMigrations(empty.url)).toEqual([])
  await empty.drop()
})
