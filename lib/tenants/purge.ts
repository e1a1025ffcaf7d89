import { db, type Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { restorableSince } from "../core/db/retention"

/** Whether a deleted tenant can no longer be restored. */
export async function isOver(tenantId: string): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT id FROM tenants WHERE id = ${tenantId} AND status = 'deleted' AND deleted_at < ${restorableSince}`
  return rows.length > 0
}

/** Deletes people from a tenant's admins. */
export async function eraseAdmins(tx: Tx, tenantId: string, userIds: readonly string[]): Promise<void> {
  await tx.tenantAdmin.deleteMany({ where: { tenantId, userId: { in: [...userIds] } } })
  noteChange(...userIds.map((userId) => ({ tenantId, userId })))
}

/**
 * Purges a tenant whose organizations are gone. The row itself stays, without a name, as long as its audit log does.
 */
export async function purgeTenantRow(tenantId: string): Promise<void> {
  await db().tenantAdmin.deleteMany({ where: { tenantId } })
  await db().$executeRaw`UPDATE tenants SET name = '', search = NULL WHERE id = ${tenantId} AND name <> ''`
  const log = await db().$queryRaw<unknown[]>`SELECT id FROM audit_events WHERE tenant_id = ${tenantId} LIMIT 1`
  if (log.length === 0) await db().$executeRaw`DELETE FROM tenants WHERE id = ${tenantId} AND status = 'deleted'`
}
