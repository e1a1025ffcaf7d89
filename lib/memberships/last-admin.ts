import type { Tx } from "../db"
import { AppError } from "../errors"

/** What decides whether a membership is an unlimited admin's. */
export type AdminRow = { role: string; status: string; expires_at: Date | null }

/** Admin, active and without an end date; whether the address is verified is asked of the account. */
export function isUnlimited({ role, status, expires_at }: AdminRow): boolean {
  return role === "admin" && status === "active" && expires_at === null
}

/**
 * Refuses to take the last unlimited admin from an organization that has one. The organization's row must be locked.
 * @throws AppError last_admin
 */
export async function keepAnAdmin(tx: Tx, tenantId: string, organizationId: string, leaving: string): Promise<void> {
  const admins = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT user_id FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND role = 'admin' AND status = 'active'
      AND expires_at IS NULL AND deleted_at IS NULL`
  const verified = await tx.user.findMany({
    where: { id: { in: admins.map((row) => row.user_id) }, emailVerifiedAt: { not: null }, deletedAt: null },
    select: { id: true },
  })
  const ids = verified.map((row) => row.id)
  if (ids.includes(leaving) && ids.length === 1) throw new AppError("last_admin")
}
