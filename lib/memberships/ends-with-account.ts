import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { rankColumn } from "../core/identity/role-terms"
import type { Scope } from "./ends"

/** Ends all memberships when the account is closed, and stores where they were so that both can be restored. */
export async function closeMemberships(tx: Tx, tenantIds: readonly string[], userId: string): Promise<void> {
  const closed = await tx.$queryRaw<Scope[]>`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${[...tenantIds]}::text[]) AND user_id = ${userId} AND deleted_at IS NULL AND status <> 'invited'
    RETURNING tenant_id AS "tenantId", organization_id AS "organizationId"`
  noteChange(...closed.map((scope) => ({ ...scope, userId })))
}

/**
 * Restores the memberships that ended when the account was closed.
 * @param closedAt when it was closed, as PostgreSQL writes it, with microseconds
 */
export async function reopenMemberships(
  tx: Tx,
  userId: string,
  closedAt: string,
): Promise<(Scope & { email: string })[]> {
  const remembered = await tx.userOrganization.findMany({ where: { userId } })
  invalidate(`user:${userId}`)
  const back = await tx.$queryRaw<(Scope & { email: string })[]>`
    UPDATE memberships SET deleted_at = NULL, active_since = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${remembered.map((row) => row.tenantId)}::text[])
      AND organization_id = ANY(${remembered.map((row) => row.organizationId)}::text[])
      AND user_id = ${userId} AND deleted_at = ${closedAt}::timestamptz
    RETURNING tenant_id AS "tenantId", organization_id AS "organizationId", email`
  noteChange(...back.map(({ tenantId, organizationId }) => ({ tenantId, organizationId, userId })))
  return back
}

/**
 * Ends what the former holder of an account had joined. Offers to the address stay; a suspension stays too, because
 * only those who could reactivate the member may end it, but without anything else.
 * @param closedAt when the account was closed, or null if it is open
 */
export async function endOfFormerHolder(
  tx: Tx,
  tenantIds: readonly string[],
  userId: string,
  closedAt: string | null,
): Promise<void> {
  const tenants = [...tenantIds]
  invalidate(`user:${userId}`)
  const ended = await tx.$queryRaw<Scope[]>`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${tenants}::text[]) AND user_id = ${userId} AND status = 'active' AND deleted_at IS NULL
    RETURNING tenant_id AS "tenantId", organization_id AS "organizationId"`
  const suspended = await tx.$queryRaw<Scope[]>`
    UPDATE memberships SET role = CASE WHEN ${rankColumn()} = 'guest' THEN 'guest' ELSE 'member' END, role_rank = NULL, permissions = '{}',
      deleted_at = NULL, updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${tenants}::text[]) AND user_id = ${userId} AND status = 'suspended'
      AND (deleted_at IS NULL OR deleted_at = ${closedAt}::timestamptz)
    RETURNING tenant_id AS "tenantId", organization_id AS "organizationId"`
  noteChange(...[...ended, ...suspended].map((scope) => ({ ...scope, userId })))
  await tx.userOrganization.deleteMany({
    where: { userId, organizationId: { notIn: suspended.map((row) => row.organizationId) } },
  })
}
