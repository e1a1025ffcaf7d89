import { ableAmong } from "../accounts/store"
import { type By, listed, recordInTenants, systemTenant } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { db, Prisma, type Tx } from "../core/db/client"
import { foldedName } from "../core/db/folded-names"
import { newId } from "../core/db/ids"
import { noteChange } from "../core/db/outbox"
import { restorableSince } from "../core/db/retention"
import { presentTimestamp } from "../core/db/transaction"
import { end } from "../endings/end"
import { noteRightsChanged } from "../revocations/ends"
import { lockWholeTenant } from "./locks"

/** Creates a tenant with its first admin. */
export async function createTenantRow(tx: Tx, name: string, adminId: string): Promise<string> {
  invalidate(`user:${adminId}`)
  const id = newId("ten")
  await tx.tenant.create({ data: { id, name, search: foldedName(name) } })
  await nameAdmin(tx, id, adminId)
  return id
}

/** Grants the role of tenant admin, from now on. */
export async function nameAdmin(tx: Tx, tenantId: string, userId: string): Promise<void> {
  invalidate(`user:${userId}`)
  noteChange({ tenantId, userId })
  await tx.$executeRaw`
    INSERT INTO tenant_admins (tenant_id, user_id, created_at) VALUES (${tenantId}, ${userId}, clock_timestamp())
    ON CONFLICT (tenant_id, user_id) DO UPDATE SET deleted_at = NULL, created_at = EXCLUDED.created_at`
  await noteRightsChanged(tx, { tenantIds: [tenantId], userIds: [userId] })
}

/** Returns the active tenants that a person administers, oldest first. */
export async function tenantsAdministeredBy(userId: string, client: Tx = db()): Promise<string[]> {
  const rows = await client.$queryRaw<{ tenant_id: string }[]>`
    SELECT a.tenant_id FROM tenant_admins a JOIN tenants t ON t.id = a.tenant_id
    WHERE a.user_id = ${userId} AND a.deleted_at IS NULL AND t.status = 'active' ORDER BY a.created_at, a.tenant_id`
  return rows.map((row) => row.tenant_id)
}

/** Returns the organizations of some tenants in which a person's membership is active: neither suspended nor expired. */
export async function activeIn(
  tx: Tx,
  tenantIds: readonly string[],
  userId: string,
  lock = Prisma.empty,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT organization_id AS id FROM memberships
    WHERE tenant_id = ANY(${[...tenantIds]}::text[]) AND user_id = ${userId} AND status = 'active' AND deleted_at IS NULL
      AND (expires_at IS NULL OR expires_at > clock_timestamp()) ${lock}`
  return rows.map((row) => row.id)
}

/** Whether a person is the only one left in a tenant: no other admin, and no membership. */
export async function tenantIsLeft(tx: Tx, tenantId: string, userId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ others: boolean }[]>`
    SELECT EXISTS (SELECT FROM tenant_admins a WHERE a.tenant_id = ${tenantId} AND a.user_id <> ${userId} AND a.deleted_at IS NULL)
        OR EXISTS (SELECT FROM memberships m WHERE m.tenant_id = ${tenantId} AND m.user_id <> ${userId} AND m.deleted_at IS NULL)
        AS others`
  return !row?.others
}

/**
 * Marks a tenant as deleted with everything that ends then, or restores it within 30 days, suspended if it was; recorded
 * in its audit log and the platform's.
 * @returns false where nothing changes, it is too late, or there is no such tenant
 */
export async function markTenantDeleted(tx: Tx, by: By, id: string, deleted: boolean): Promise<boolean> {
  await lockWholeTenant(tx, id)
  invalidate(`tenant:${id}`)
  const changed = await tx.$executeRaw`
    UPDATE tenants SET version = version + 1, updated_at = now(),
      status = CASE WHEN ${deleted} THEN 'deleted' WHEN suspended_at IS NULL THEN 'active' ELSE 'suspended' END
    WHERE id = ${id} AND (status = 'deleted') <> ${deleted} AND (deleted_at IS NULL OR deleted_at > ${restorableSince})`
  if (changed === 0) return false
  const now = await presentTimestamp(tx)
  if (deleted) await tx.$executeRaw`UPDATE tenants SET deleted_at = now() WHERE id = ${id}`
  else await tx.$executeRaw`UPDATE tenants SET deleted_at = NULL, active_since = ${now} WHERE id = ${id}`
  const { invites, api_keys } = await end(tx, deleted ? "tenant_deleted" : "tenant_restored", { tenantIds: [id] })
  await recordInTenants(tx, by, [id, systemTenant], {
    action: deleted ? "tenant.deleted" : "tenant.restored",
    target: { type: "tenant", id },
    ...(deleted && { after: listed({ invites, api_keys }) }),
  })
  return true
}

/** Returns a tenant's verified admins with open accounts. */
export async function ableTenantAdmins(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.tenantAdmin.findMany({ where: { tenantId, deletedAt: null }, select: { userId: true } })
  const ids = rows.map((row) => row.userId)
  return [...(await ableAmong(tx, ids))]
}

/**
 * Gives a tenant a number of emails a day of its own; null gives it back that of the settings. Recorded in its audit log
 * and the platform's.
 * @returns false where there is no such tenant
 */
export async function setEmailsPerDay(tx: Tx, by: By, id: string, emailsPerDay: number | null): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE tenants SET emails_per_day = ${emailsPerDay}::int, version = version + 1, updated_at = now()
    WHERE id = ${id} AND status <> 'deleted'`
  if (changed === 0) return false
  await recordInTenants(tx, by, [id, systemTenant], {
    action: "tenant.updated",
    target: { type: "tenant", id },
    after: { emails_per_day: emailsPerDay, changed: ["emails_per_day"] },
  })
  return true
}
