import { listed, recordEvent } from "../audit-events/record"
import { transaction } from "../core/db/transaction"
import { end } from "../endings/end"

/**
 * Revokes the invites of a tenant's expired API keys.
 * @returns how many keys
 */
export function expireKeys(tenantId: string): Promise<number> {
  return transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; organization_id: string | null }[]>`
      UPDATE api_keys SET expired_at = now()
      WHERE tenant_id = ${tenantId} AND expires_at <= now() AND expired_at IS NULL AND revoked_at IS NULL
      RETURNING id, organization_id`
    for (const { id, organization_id: organizationId } of rows) {
      const { invites } = await end(tx, "api_key_expired", { tenantIds: [tenantId], keyId: id })
      const target = { type: "api_key", id } as const
      await recordEvent(tx, "system", {
        tenantId,
        organizationId,
        action: "api_key.expired",
        target,
        after: listed({ invites }),
      })
    }
    return rows.length
  })
}
