import type { Tx } from "../db"
import { invalidate } from "../invalidation"

/**
 * Stops the keys that somebody made in an organization, with their rights there. Returns their ids.
 * `organizationId` null: those for the whole tenant.
 */
export async function stopKeysBy(
  tx: Tx,
  tenantId: string,
  organizationId: string | null,
  makerId: string,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE api_keys SET revoked_at = now(), updated_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id IS NOT DISTINCT FROM ${organizationId}::text
      AND maker_id = ${makerId} AND revoked_at IS NULL
    RETURNING id`
  const ids = rows.map((row) => row.id)
  for (const id of ids) invalidate(`key:${id}`)
  if (ids.length > 0)
    await tx.secret.updateMany({
      where: { kind: "api_key", tenantId, subject: { in: ids } },
      data: { revokedAt: new Date() },
    })
  return ids
}
