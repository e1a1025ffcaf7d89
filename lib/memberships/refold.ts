import { batch } from "../core/db/batches"
import { db } from "../core/db/client"
import { copies } from "./add"

type Key = { organization_id: string; user_id: string }
type Row = Key & { name: string; email: string; name_sort: string; search: string }

const beyondAscii = /[^\0-\x7f]/

/**
 * Updates the folded copies of a tenant's names, after `fold` or the Unicode tables of Node.js have changed. Reads by
 * primary key, a fixed number of rows per statement, and rewrites only what differs. Plain ASCII never changes.
 * @returns how many rows were rewritten
 */
export async function refoldNames(tenantId: string): Promise<number> {
  let rewritten = 0
  for (let after: Key = { organization_id: "", user_id: "" }; ; ) {
    const rows = await db().$queryRaw<Row[]>`
      SELECT organization_id, user_id, name, email, name_sort, search FROM memberships
      WHERE tenant_id = ${tenantId} AND (organization_id, user_id) > (${after.organization_id}, ${after.user_id})
      ORDER BY organization_id, user_id LIMIT ${batch}`
    rewritten += await rewrite(tenantId, rows.filter(isStale))
    const last = rows.at(-1)
    if (!last || rows.length < batch) return rewritten
    after = last
  }
}

function isStale({ name, email, name_sort, search }: Row): boolean {
  if (!beyondAscii.test(name)) return false
  const fresh = copies(name, email)
  return fresh.nameSort !== name_sort || fresh.search !== search
}

/**
 * Skips rows that were renamed meanwhile, which have fresh copies. The version stays: nothing that clients see changes.
 */
async function rewrite(tenantId: string, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0
  const fresh = rows.map((row) => ({ ...row, ...copies(row.name, row.email) }))
  const column = (name: keyof (typeof fresh)[number]) => fresh.map((row) => row[name])
  return db().$executeRaw`
    UPDATE memberships m SET name_sort = fresh.name_sort, search = fresh.search
    FROM unnest(${column("organization_id")}::text[], ${column("user_id")}::text[], ${column("name")}::text[],
      ${column("email")}::text[], ${column("nameSort")}::text[], ${column("search")}::text[])
      AS fresh (organization_id, user_id, name, email, name_sort, search)
    WHERE m.tenant_id = ${tenantId} AND m.organization_id = fresh.organization_id AND m.user_id = fresh.user_id
      AND m.name = fresh.name AND m.email = fresh.email`
}
