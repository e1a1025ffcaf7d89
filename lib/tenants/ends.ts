import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { presentTimestamp } from "../core/db/transaction"
import { noteRightsChanged } from "../revocations/ends"

/** Removes the role of tenant admin from a person in all of these tenants. */
export async function endTenantAdmins(tx: Tx, tenantIds: readonly string[], userId: string): Promise<void> {
  invalidate(`user:${userId}`)
  const ended = await tx.$queryRaw<{ tenantId: string }[]>`
    DELETE FROM tenant_admins WHERE tenant_id = ANY(${[...tenantIds]}::text[]) AND user_id = ${userId}
    RETURNING tenant_id AS "tenantId"`
  noteChange(...ended.map((row) => ({ ...row, userId })))
  if (ended.length > 0) await noteRightsChanged(tx, { tenantIds: ended.map((row) => row.tenantId), userIds: [userId] })
}

/** Makes a tenant admin's earlier access tokens invalid, also those of a session that has switched elsewhere since. */
export async function endEarlierTokensOfAdmin(tx: Tx, tenantId: string, userId: string): Promise<void> {
  const now = await presentTimestamp(tx)
  invalidate(`user:${userId}`)
  await tx.$executeRaw`
    UPDATE tenant_admins SET created_at = ${now}
    WHERE tenant_id = ${tenantId} AND user_id = ${userId} AND deleted_at IS NULL`
}

/** Removes the role with its holder's account; reopening the account restores it. */
export async function closeTenantAdmins(tx: Tx, tenantIds: readonly string[], userId: string): Promise<void> {
  const closed = await tx.$queryRaw<{ tenantId: string }[]>`
    UPDATE tenant_admins SET deleted_at = now()
    WHERE tenant_id = ANY(${[...tenantIds]}::text[]) AND user_id = ${userId} AND deleted_at IS NULL
    RETURNING tenant_id AS "tenantId"`
  noteChange(...closed.map((row) => ({ ...row, userId })))
}

/**
 * Restores the roles that ended with their holder's account.
 * @param closedAt when it was closed, as PostgreSQL writes it, with microseconds
 */
export async function reopenTenantAdmins(
  tx: Tx,
  tenantIds: readonly string[],
  userId: string,
  closedAt: string,
): Promise<void> {
  const back = await tx.$queryRaw<{ tenantId: string }[]>`
    UPDATE tenant_admins SET deleted_at = NULL, created_at = now()
    WHERE tenant_id = ANY(${[...tenantIds]}::text[]) AND user_id = ${userId} AND deleted_at = ${closedAt}::timestamptz
    RETURNING tenant_id AS "tenantId"`
  noteChange(...back.map((row) => ({ ...row, userId })))
}
