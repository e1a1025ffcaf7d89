import { recordEvent, systemTenant } from "../audit-events/record"
import { db, Prisma, readRows, type Tx } from "../db"
import { newId } from "../ids"
import { invalidate } from "../invalidation"
import type { Caller } from "../session"

/** Creates a tenant with its first admin. */
export async function createTenantRow(tx: Tx, name: string, adminId: string): Promise<string> {
  invalidate(`user:${adminId}`)
  const id = newId("ten")
  await tx.tenant.create({ data: { id, name } })
  await tx.tenantAdmin.create({ data: { tenantId: id, userId: adminId } })
  return id
}

/** Which of these people administer the tenant. */
export async function tenantAdminsAmong(tenantId: string, userIds: string[], client: Tx = db): Promise<Set<string>> {
  const rows = await readRows<{ user_id: string }>(
    Prisma.sql`SELECT user_id FROM tenant_admins WHERE tenant_id = ${tenantId} AND user_id = ANY(${userIds})`,
    client,
  )
  return new Set(rows.map((row) => row.user_id))
}

/** The active tenants that a person administers, oldest first. */
export async function tenantsAdministeredBy(userId: string, client: Tx = db): Promise<string[]> {
  const rows = await client.$queryRaw<{ tenant_id: string }[]>`
    SELECT a.tenant_id FROM tenant_admins a JOIN tenants t ON t.id = a.tenant_id
    WHERE a.user_id = ${userId} AND t.status = 'active' ORDER BY a.created_at, a.tenant_id`
  return rows.map((row) => row.tenant_id)
}

/** Takes somebody out of the tenants they administer; a tenant left without an admin is deleted. */
export async function abandonTenants(tx: Tx, userId: string): Promise<void> {
  invalidate(`user:${userId}`)
  const rows = await tx.tenantAdmin.findMany({ where: { userId }, select: { tenantId: true } })
  for (const { tenantId } of rows) {
    await tx.tenantAdmin.deleteMany({ where: { tenantId, userId } })
    const left = await tx.tenantAdmin.count({ where: { tenantId } })
    if (left === 0) invalidate(`tenant:${tenantId}`)
    if (left === 0)
      await tx.tenant.update({ where: { id: tenantId }, data: { status: "deleted", deletedAt: new Date() } })
  }
}

/**
 * Marks a tenant as deleted, or takes that back; its log and the platform's say so.
 * @returns false where it is so already, or there is no such tenant
 */
export async function markTenantDeleted(tx: Tx, by: Caller | "system", id: string, deleted: boolean): Promise<boolean> {
  invalidate(`tenant:${id}`)
  const changed = await tx.$executeRaw`
    UPDATE tenants SET status = CASE WHEN ${deleted} THEN 'deleted' ELSE 'active' END,
      deleted_at = CASE WHEN ${deleted} THEN now() END, version = version + 1, updated_at = now()
    WHERE id = ${id} AND (status = 'deleted') <> ${deleted}`
  if (changed === 0) return false
  const event = { action: deleted ? "tenant.deleted" : "tenant.restored", target: { type: "tenant" as const, id } }
  for (const tenantId of [id, systemTenant]) await recordEvent(tx, by, { tenantId, ...event })
  return true
}
