import { recordEvent } from "../audit-events/record"
import { db, type Tx } from "../db"
import { invalidate } from "../invalidation"

/** The keys that somebody made in the last 30 days and that still work: shown after a password reset, in case a stranger made them. */
export async function recentKeysOf(userId: string): Promise<{ tenantId: string; id: string; name: string }[]> {
  const tenants = await db.userOrganization.findMany({
    where: { userId },
    distinct: ["tenantId"],
    select: { tenantId: true },
  })
  const found = await Promise.all(
    tenants.map(({ tenantId }) =>
      db.apiKey.findMany({
        where: {
          tenantId,
          makerId: userId,
          revokedAt: null,
          createdAt: { gt: new Date(Date.now() - 30 * 86_400_000) },
        },
        select: { tenantId: true, id: true, name: true },
      }),
    ),
  )
  return found.flat()
}

/** Revokes a key that somebody made, on their own word. */
export async function revokeOwnKeys(
  tx: Tx,
  userId: string,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<void> {
  invalidate(`key:${id}`)
  await tx.apiKey.updateMany({
    where: { tenantId, id, makerId: userId, revokedAt: null },
    data: { revokedAt: new Date(), updatedAt: new Date() },
  })
  await tx.secret.updateMany({ where: { kind: "api_key", tenantId, subject: id }, data: { revokedAt: new Date() } })
  await recordEvent(tx, { userId }, { tenantId, action: "api_key.revoked", target: { type: "api_key", id } })
}
