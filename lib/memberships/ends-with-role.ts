import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import type { Changed } from "../core/db/transaction-scope"
import { type RoleTerms, storedRank } from "../core/identity/permissions"
import { noteRightsChanged } from "../revocations/ends"

type Holder = { organizationId: string; userId: string }

/** Marks the members who have a role as changed: what it includes is part of them. */
export async function touchHolders(tx: Tx, tenantId: string, key: string): Promise<void> {
  const holders = await tx.$queryRaw<Holder[]>`
    UPDATE memberships SET version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND role = ${key} AND deleted_at IS NULL
    RETURNING organization_id AS "organizationId", user_id AS "userId"`
  noteChange(...changed(tenantId, holders))
  await tell(tx, tenantId, holders)
}

/** Gives everyone who has a role another one, also in memberships that have ended and may be restored. */
export async function replaceRole(tx: Tx, tenantId: string, key: string, by: RoleTerms): Promise<void> {
  const holders = await tx.$queryRaw<Holder[]>`
    UPDATE memberships SET role = ${by.role}, role_rank = ${storedRank(by)}, version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND role = ${key}
    RETURNING organization_id AS "organizationId", user_id AS "userId"`
  noteChange(...changed(tenantId, holders))
  await tell(tx, tenantId, holders)
}

/** Tells servers that cache access, and backends that check tokens locally. */
async function tell(tx: Tx, tenantId: string, holders: readonly Holder[]): Promise<void> {
  invalidate(`tenant:${tenantId}`)
  const userIds = [...new Set(holders.map(({ userId }) => userId))]
  if (userIds.length > 0) await noteRightsChanged(tx, { tenantIds: [tenantId], userIds })
}

/** Above this number, organizations are noted as a whole. */
const most = 1_000

function changed(tenantId: string, holders: readonly Holder[]): Changed[] {
  if (holders.length <= most) return holders.map((holder) => ({ tenantId, ...holder }))
  const organizations = [...new Set(holders.map(({ organizationId }) => organizationId))]
  return organizations.map((organizationId) => ({ tenantId, organizationId, everyone: true }))
}
