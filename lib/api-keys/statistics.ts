import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"

/** Whether the organization has ever created an API key. */
export async function hasApiKeys({ tenantId, organizationId }: Actor<"api_keys:read">): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT id FROM api_keys WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} LIMIT 1`
  return rows.length > 0
}
