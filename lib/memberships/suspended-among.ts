import type { Tx } from "../core/db/client"

/** Returns which of these people are suspended in an organization. A suspension outlasts a closed account. */
export async function suspendedAmong(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  userIds: readonly string[],
): Promise<Set<string>> {
  if (userIds.length === 0) return new Set()
  const where = { tenantId, organizationId, userId: { in: [...userIds] } }
  const rows = await tx.membership.findMany({
    where: { ...where, status: "suspended" },
    select: { userId: true, deletedAt: true },
  })
  const closed = rows.some((row) => row.deletedAt !== null)
  const remembered = closed ? await tx.userOrganization.findMany({ where, select: { userId: true } }) : []
  const returning = new Set(remembered.map((row) => row.userId))
  const suspended = rows.filter((row) => row.deletedAt === null || returning.has(row.userId))
  return new Set(suspended.map((row) => row.userId))
}
