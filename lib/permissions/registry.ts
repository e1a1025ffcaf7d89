import type { Tx } from "../core/db/client"
import { isBuiltIn, isReserved } from "../core/identity/permissions"

/**
 * Adds the custom ones among these permissions to the tenant's registry, where they are missing: each is there from its
 * first use. In order, so that transactions never wait for each other in a circle.
 * @param apiId the API that they are for
 */
export async function registerPermissions(
  tx: Tx,
  tenantId: string,
  names: readonly string[],
  apiId: string | null = null,
): Promise<void> {
  const own = [...new Set(names)].filter((name) => !isBuiltIn(name) && !isReserved(name)).sort()
  if (own.length === 0) return
  await tx.$executeRaw`
    INSERT INTO permissions (tenant_id, name, api_id)
    SELECT ${tenantId}, used.name, ${apiId} FROM unnest(${own}::text[]) AS used (name)
    WHERE NOT EXISTS (SELECT FROM permissions p WHERE p.tenant_id = ${tenantId} AND p.name = used.name)
    ORDER BY used.name
    ON CONFLICT (tenant_id, name) DO NOTHING`
}

/** Keeps the permissions that a deleted API has added, as the tenant's own. */
export async function forgetApiOfPermissions(tx: Tx, tenantId: string, apiId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE permissions SET api_id = NULL, version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND api_id = ${apiId}`
}
