import type { Tx } from "../core/db/client"
import { type RoleTerms, storedRank } from "../core/identity/permissions"

/** Gives API keys with a role another one. The tenant is invalidated by the memberships. */
export async function replaceRoleOfKeys(tx: Tx, tenantId: string, key: string, by: RoleTerms): Promise<void> {
  await tx.$executeRaw`
    UPDATE api_keys SET role = ${by.role}, role_rank = ${storedRank(by)}, updated_at = now()
    WHERE tenant_id = ${tenantId} AND role = ${key} AND revoked_at IS NULL`
}
