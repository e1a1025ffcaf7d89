import { listed, recordEvents } from "../audit-events/record"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { end } from "../endings/end"

type Scope = { tenantId: string; organizationId: string }

/** Returns the organizations of a tenant with expired memberships that haven't been processed. */
export async function organizationsWithExpired(tenantId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT organization_id AS id FROM memberships
    WHERE tenant_id = ${tenantId} AND expires_at <= now() AND expired_at IS NULL AND deleted_at IS NULL ORDER BY 1`
  return rows.map((row) => row.id)
}

/**
 * Revokes what depends on expired memberships. Their own permissions ended at the expiry date; this revokes what the
 * members had created. A later expiry date restores none of it.
 * @returns how many
 */
export function expireMemberships({ tenantId, organizationId }: Scope): Promise<number> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM organizations WHERE tenant_id = ${tenantId} AND id = ${organizationId} FOR UPDATE`
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT user_id AS id FROM memberships
      WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId}
        AND expires_at <= now() AND expired_at IS NULL AND deleted_at IS NULL LIMIT 1000 FOR UPDATE`
    if (rows.length === 0) return 0
    const userIds = rows.map((row) => row.id)
    const { sessions: _, ...ended } = await end(tx, "membership_expired", {
      userIds,
      tenantIds: [tenantId],
      organizationId,
    })
    const shared = { tenantId, organizationId, action: "member.expired", after: listed(ended) }
    await recordEvents(
      tx,
      "system",
      userIds.map((id) => ({ ...shared, target: { type: "user", id } })),
    )
    return rows.length
  })
}
