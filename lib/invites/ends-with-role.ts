import type { Tx } from "../core/db/client"
import { type RoleTerms, storedRank } from "../core/identity/permissions"

/** Gives pending invites with a role another one. */
export async function replaceRoleOfInvites(tx: Tx, tenantId: string, key: string, by: RoleTerms): Promise<void> {
  await tx.$executeRaw`
    UPDATE invites SET role = ${by.role}, role_rank = ${storedRank(by)}, version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND role = ${key} AND status = 'pending'`
}
