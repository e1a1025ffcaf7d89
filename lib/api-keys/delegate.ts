import { recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { transaction } from "../core/db/transaction"
import { delegation } from "../core/identity/permissions"
import { lockScope } from "../organizations/store"

/**
 * Grants a key `sign_in:delegate`, or revokes it. Called by the operator only.
 * @returns the key's name, or null where there is no such key
 */
export async function setDelegation(id: string, granted: boolean): Promise<string | null> {
  return transaction(async (tx) => {
    const secret = await tx.secret.findFirst({
      where: { kind: "api_key", subject: id, revokedAt: null },
      select: { tenantId: true },
    })
    if (!secret?.tenantId) return null
    const { tenantId } = secret
    await lockScope(tx, { tenantId, organizationId: null })
    invalidate(`key:${id}`)
    const [key] = await tx.$queryRaw<{ name: string; organization_id: string | null; permissions: string[] }[]>`
      UPDATE api_keys SET updated_at = now(), permissions = CASE WHEN ${granted}::boolean
        THEN array_append(array_remove(permissions, ${delegation}), ${delegation})
        ELSE array_remove(permissions, ${delegation}) END
      WHERE tenant_id = ${tenantId} AND id = ${id} AND revoked_at IS NULL
      RETURNING name, organization_id, permissions`
    if (!key) return null
    await recordEvent(tx, "system", {
      tenantId,
      organizationId: key.organization_id,
      action: "api_key.updated",
      target: { type: "api_key", id },
      after: { permissions: key.permissions },
    })
    return key.name
  })
}
