import { listed, recordEvents } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { end } from "../endings/end"

/**
 * Revokes the invites of a tenant's expired API keys.
 * @returns how many keys
 */
export function expireKeys(tenantId: string): Promise<number> {
  return transaction(async (tx) => {
    const keys = await tx.$queryRaw<{ id: string; organization_id: string | null }[]>`
      UPDATE api_keys SET expired_at = now()
      WHERE tenant_id = ${tenantId} AND expires_at <= now() AND expired_at IS NULL AND revoked_at IS NULL
      RETURNING id, organization_id`
    if (keys.length === 0) return 0
    const ended = await end(tx, "api_key_expired", { tenantIds: [tenantId], keyIds: keys.map(({ id }) => id) })
    const invites = await byCreator(tx, tenantId, ended.invites)
    await recordEvents(
      tx,
      "system",
      keys.map(({ id, organization_id: organizationId }) => ({
        tenantId,
        organizationId,
        action: "api_key.expired",
        target: { type: "api_key", id },
        after: listed({ invites: invites.get(id) ?? [] }),
      })),
    )
    return keys.length
  })
}

async function byCreator(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ creator: string; ids: string[] }[]>`
    SELECT maker_id AS creator, array_agg(id) AS ids FROM invites
    WHERE tenant_id = ${tenantId} AND id = ANY(${[...ids]}::text[]) GROUP BY maker_id`
  return new Map(rows.map((row) => [row.creator, row.ids]))
}
