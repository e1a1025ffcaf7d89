import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"

/** Returns the addresses of invites in the actor's organization, or tenant, by ID, in one statement. */
export async function inviteNames(
  { tenantId, organizationId }: Actor<"invites:read">,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const where = { tenantId, id: { in: [...ids] }, ...(organizationId ? { organizationId } : {}) }
  const rows = await db().invite.findMany({ where, select: { id: true, email: true } })
  return new Map(rows.map(({ id, email }) => [id, email]))
}
