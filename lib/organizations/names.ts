import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"

/** Returns the names of the actor's organization, or of organizations of the tenant, by ID, in one statement. */
export async function organizationNames(
  { tenantId, organizationId }: Actor<"audit:read">,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const seen = ids.filter((id) => !organizationId || id === organizationId)
  if (seen.length === 0) return new Map()
  const rows = await db().organization.findMany({
    where: { tenantId, id: { in: seen } },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
