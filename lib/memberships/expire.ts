import { listed, recordEvents } from "../audit-events/record"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { end } from "../endings/end"

type Scope = { tenantId: string; organizationId: string }

/** The organizations of a tenant with memberships whose end date has passed without being carried out. */
export async function organizationsWithExpired(tenantId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT organization_id AS id FROM memberships
    WHERE tenant_id = ${tenantId} AND expires_at <= now() AND expired_at IS NULL AND deleted_at IS NULL ORDER BY 1`
  return rows.map((row) => row.id)
}

/**
 * Carries out what ends with memberships whose end date has passed: their rights ended at that moment by themselves, and
 * now what they created does. A later end date brings none of it back.
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
    const { invites, api_keys } = await end(tx, "membership_expired", {
      userIds,
      tenantIds: [tenantId],
      organizationId,
    })
    const shared = { tenantId, organizationId, action: "member.expired", after: listed({ invites, api_keys }) }
    await recordEvents(
      tx,
      "system",
      userIds.map((id) => ({ ...shared, target: { type: "user", id } })),
    )
    return rows.length
  })
}
