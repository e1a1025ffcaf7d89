import { ableAmong } from "../accounts/store"
import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"

/** Columns that decide whether a membership is that of an admin without expiry. */
type AdminRow = { role: string; status: string; expires_at: Date | null }

/**
 * Whether a membership is an active admin's without expiry; whether the address is verified is stored in the account.
 */
export function isUnlimited({ role, status, expires_at }: AdminRow): boolean {
  return role === "admin" && status === "active" && expires_at === null
}

/**
 * Refuses to remove the last admin without expiry from an organization that has one. The organization's row must be
 * locked.
 * @throws AppError last_admin
 */
export async function assertNotLastAdmin(
  tx: Tx,
  tenantId: string,
  organizationId: string,
  leaving: string,
): Promise<void> {
  if (isOnly(await unlimitedAdminsOf(tx, tenantId, organizationId), leaving)) throw new AppError("last_admin")
}

/** An organization that depends on one admin, with the number of its other members. */
export type Dependent = { id: string; name: string; tenantId: string; others: number }

/**
 * Returns the organizations whose last admin without expiry a person is, except those of some tenants; deleted ones
 * don't count.
 */
export async function lastAdminOf(tx: Tx, userId: string, without: readonly string[]): Promise<Dependent[]> {
  const rows = await tx.userOrganization.findMany({ where: { userId, tenantId: { notIn: [...without] } } })
  if (rows.length === 0) return []
  const found = await tx.$queryRaw<Dependent[]>`
    SELECT o.id, o.name, o.tenant_id AS "tenantId", (
      SELECT count(*)::int FROM memberships m
      WHERE m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id <> ${userId} AND m.deleted_at IS NULL) AS others
    FROM organizations o JOIN tenants t ON t.id = o.tenant_id
    WHERE o.tenant_id = ANY(${rows.map((row) => row.tenantId)}::text[]) AND o.id = ANY(${rows.map((row) => row.organizationId)}::text[])
      AND o.status <> 'deleted' AND t.status <> 'deleted' ORDER BY o.name, o.id`
  const admins = await unlimitedAdmins(tx, found)
  return found.filter(({ id }) => isOnly(admins.get(id), userId))
}

/** The unlimited admins of an organization. */
export async function unlimitedAdminsOf(tx: Tx, tenantId: string, organizationId: string): Promise<string[]> {
  return (await unlimitedAdmins(tx, [{ tenantId, id: organizationId }])).get(organizationId) ?? []
}

/** Whether a person is the only one of these admins. */
export const isOnly = (admins: readonly string[] | undefined, userId: string) =>
  admins?.length === 1 && admins[0] === userId

/**
 * The admins without expiry of each organization whose accounts are verified and not closed: two statements for all.
 */
async function unlimitedAdmins(
  tx: Tx,
  organizations: readonly { tenantId: string; id: string }[],
): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ organization_id: string; user_id: string }[]>`
    SELECT organization_id, user_id FROM memberships
    WHERE tenant_id = ANY(${organizations.map((row) => row.tenantId)}::text[])
      AND organization_id = ANY(${organizations.map((row) => row.id)}::text[])
      AND role = 'admin' AND status = 'active' AND expires_at IS NULL AND deleted_at IS NULL`
  const able = await ableAmong(
    tx,
    rows.map((row) => row.user_id),
  )
  const admins = new Map<string, string[]>()
  for (const { organization_id, user_id } of rows)
    if (able.has(user_id)) admins.set(organization_id, [...(admins.get(organization_id) ?? []), user_id])
  return admins
}
