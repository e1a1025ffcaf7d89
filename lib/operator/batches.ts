import { batch } from "../core/db/batches"
import { db, Prisma } from "../core/db/client"
import type { Target } from "./target"

/** Yields the people of a target in batches of a thousand: each batch is a transaction. */
export async function* peopleOf(target: Target): AsyncGenerator<string[]> {
  if (target.kind === "person") return yield [target.userId]
  for (let after = ""; ; ) {
    const rows = await db().$queryRaw<{ id: string }[]>(pageOf(target, after))
    const ids = rows.map((row) => row.id)
    if (ids.length > 0) yield ids
    if (ids.length < batch) return
    after = ids.at(-1) ?? ""
  }
}

// An invited address is not a member yet: its account may belong elsewhere.
function pageOf(target: Exclude<Target, { kind: "person" }>, after: string): Prisma.Sql {
  if (target.kind === "all") return Prisma.sql`SELECT id FROM users WHERE id > ${after} ORDER BY id LIMIT ${batch}`
  const { tenantId } = target
  if (target.kind === "organization")
    return Prisma.sql`
      SELECT user_id AS id FROM memberships
      WHERE tenant_id = ${tenantId} AND organization_id = ${target.organizationId} AND user_id > ${after}
        AND deleted_at IS NULL AND status <> 'invited'
      ORDER BY user_id LIMIT ${batch}`
  return Prisma.sql`
    SELECT id FROM (
      (SELECT DISTINCT m.user_id AS id FROM memberships m
       WHERE m.tenant_id = ${tenantId} AND m.user_id > ${after} AND m.deleted_at IS NULL AND m.status <> 'invited'
       ORDER BY m.user_id LIMIT ${batch})
      UNION SELECT a.user_id FROM tenant_admins a
      WHERE a.tenant_id = ${tenantId} AND a.user_id > ${after} AND a.deleted_at IS NULL) people
    ORDER BY id LIMIT ${batch}`
}
