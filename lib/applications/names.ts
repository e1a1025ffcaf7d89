import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"

/** Returns the names of applications of the actor's organization, or tenant, by ID, in one statement. */
export async function applicationNames(
  { tenantId, organizationId }: Actor<"applications:read">,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const where = { tenantId, id: { in: [...ids] }, ...(organizationId ? { organizationId } : {}) }
  const rows = await db().application.findMany({ where, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
