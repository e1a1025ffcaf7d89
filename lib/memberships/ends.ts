import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { presentTimestamp } from "../core/db/transaction"
import type { Scope as Access } from "../core/identity/access"
import { revokePendingInvites } from "../invites/ends"

/** An organization of a tenant. */
export type Scope = { tenantId: string; organizationId: string }

/**
 * Ends the memberships of people in an organization, and the pending invites to their addresses there. Memberships that
 * ended with a closed account end permanently: restoring the account doesn't restore them.
 */
export async function endMemberships(tx: Tx, scope: Scope, userIds: readonly string[]): Promise<void> {
  const { tenantId, organizationId } = scope
  const ids = [...userIds]
  invalidate(...ids.map((id) => `user:${id}` as const))
  noteChange(...ids.map((userId) => ({ ...scope, userId })))
  const remembered = await tx.$queryRaw<{ user_id: string }[]>`
    DELETE FROM user_organizations
    WHERE user_id = ANY(${ids}::text[]) AND tenant_id = ${tenantId} AND organization_id = ${organizationId}
    RETURNING user_id`
  const rows = await tx.$queryRaw<{ email: string }[]>`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ANY(${ids}::text[])
      AND (deleted_at IS NULL OR user_id = ANY(${remembered.map((row) => row.user_id)}::text[]))
    RETURNING email`
  const emails = rows.map((row) => row.email)
  await revokePendingInvites(tx, { tenantIds: [tenantId], organizationId, emails })
}

/** Makes a person's earlier access tokens to a scope invalid, also those of a session that has switched elsewhere since. */
export async function endEarlierTokens(tx: Tx, userId: string, scope: Access): Promise<void> {
  const { tenantId, organizationId } = scope
  const now = await presentTimestamp(tx)
  invalidate(`user:${userId}`)
  await tx.$executeRaw`
    UPDATE memberships SET active_since = ${now}
    WHERE tenant_id = ${tenantId} AND user_id = ${userId} AND status = 'active' AND deleted_at IS NULL
      AND (${organizationId}::text IS NULL OR organization_id = ${organizationId})`
}

/** Marks expired memberships as processed; the rows stay, as expired. */
export async function markExpired(
  tx: Tx,
  { tenantId, organizationId }: Scope,
  userIds: readonly string[],
): Promise<void> {
  invalidate(...userIds.map((id) => `user:${id}` as const))
  noteChange(...userIds.map((userId) => ({ tenantId, organizationId, userId })))
  await tx.$executeRaw`
    UPDATE memberships SET expired_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ANY(${[...userIds]}::text[])`
}
