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
  if (await isLastAdmin(tx, tenantId, organizationId, leaving)) throw new AppError("last_admin")
}

type Depends = { id: string; name: string; tenantId: string; others: number }

/** The organizations whose last unlimited admin somebody is, outside of some tenants; deleted ones don't count. */
export async function lastAdminOf(tx: Tx, userId: string, without: readonly string[]): Promise<Depends[]> {
  const rows = await tx.userOrganization.findMany({ where: { userId, tenantId: { notIn: [...without] } } })
  const found = await tx.$queryRaw<Depends[]>`
    SELECT o.id, o.name, o.tenant_id AS "tenantId", (
      SELECT count(*)::int FROM memberships m
      WHERE m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id <> ${userId} AND m.deleted_at IS NULL) AS others
    FROM organizations o JOIN tenants t ON t.id = o.tenant_id
    WHERE o.tenant_id = ANY(${rows.map((row) => row.tenantId)}::text[]) AND o.id = ANY(${rows.map((row) => row.organizationId)}::text[])
      AND o.status <> 'deleted' AND t.status <> 'deleted' ORDER BY o.name, o.id`
  const last: Depends[] = []
  for (const row of found) if (await isLastAdmin(tx, row.tenantId, row.id, userId)) last.push(row)
  return last
}

async function isLastAdmin(tx: Tx, tenantId: string, organizationId: string, leaving: string): Promise<boolean> {
  const admins = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT user_id FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND role = 'admin' AND status = 'active'
      AND expires_at IS NULL AND deleted_at IS NULL`
  const verified = await tx.user.findMany({
    where: { id: { in: admins.map((row) => row.user_id) }, emailVerifiedAt: { not: null }, deletedAt: null },
    select: { id: true },
  })
  const ids = verified.map((row) => row.id)
  return ids.includes(leaving) && ids.length === 1
}
