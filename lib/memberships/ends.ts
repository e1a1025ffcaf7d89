import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { revokePendingInvites } from "../invites/ends"

type Scope = { tenantId: string; organizationId: string }

/**
 * The tenants in which somebody may have left something: where they are or were remembered as a member, or administer the
 * tenant; for a super admin all.
 */
export async function tenantsOf(client: Tx, userId: string): Promise<string[]> {
  const [user] = await client.$queryRaw<{ everywhere: boolean }[]>`
    SELECT super_admin AS everywhere FROM users WHERE id = ${userId}`
  const rows = user?.everywhere
    ? await client.$queryRaw<{ id: string }[]>`SELECT id FROM tenants`
    : await client.$queryRaw<{ id: string }[]>`
        SELECT tenant_id AS id FROM user_organizations WHERE user_id = ${userId}
        UNION SELECT tenant_id FROM tenant_admins WHERE user_id = ${userId}`
  return rows.map((row) => row.id)
}

/** The tenants in which people show, as members or tenant admins; who shows in none is not in it. */
export async function tenantsShowing(client: Tx, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const ids = [...userIds]
  const rows = await client.$queryRaw<{ user_id: string; tenant_id: string }[]>`
    SELECT user_id, tenant_id FROM user_organizations WHERE user_id = ANY(${ids}::text[])
    UNION SELECT user_id, tenant_id FROM tenant_admins WHERE user_id = ANY(${ids}::text[])`
  const tenants = new Map<string, string[]>()
  for (const { user_id, tenant_id } of rows) {
    const known = tenants.get(user_id)
    if (known) known.push(tenant_id)
    else tenants.set(user_id, [tenant_id])
  }
  return tenants
}

/**
 * Ends the memberships of people in an organization, and the pending invites to their addresses there. What ended with its
 * owner's account ends for good: it does not come back with it.
 */
export async function endMemberships(tx: Tx, scope: Scope, userIds: readonly string[]): Promise<void> {
  const { tenantId, organizationId } = scope
  const ids = [...userIds]
  invalidate(...ids.map((id) => `user:${id}` as const))
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

/** Notes that the ending of memberships at their end date was carried out; the rows stay, as expired. */
export async function markExpired(
  tx: Tx,
  { tenantId, organizationId }: Scope,
  userIds: readonly string[],
): Promise<void> {
  invalidate(...userIds.map((id) => `user:${id}` as const))
  await tx.$executeRaw`
    UPDATE memberships SET expired_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ANY(${[...userIds]}::text[])`
}

/** Ends all memberships with their owner's account; where they were is remembered, so that both can be restored. */
export async function closeMemberships(tx: Tx, tenantIds: readonly string[], userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${[...tenantIds]}::text[]) AND user_id = ${userId} AND deleted_at IS NULL AND status <> 'invited'`
}

/**
 * Brings back the memberships that ended with their owner's account.
 * @param closedAt when it was closed, as PostgreSQL writes it, with microseconds
 */
export async function reopenMemberships(
  tx: Tx,
  userId: string,
  closedAt: string,
): Promise<(Scope & { email: string })[]> {
  const remembered = await tx.userOrganization.findMany({ where: { userId } })
  invalidate(`user:${userId}`)
  return tx.$queryRaw`
    UPDATE memberships SET deleted_at = NULL, active_since = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${remembered.map((row) => row.tenantId)}::text[])
      AND organization_id = ANY(${remembered.map((row) => row.organizationId)}::text[])
      AND user_id = ${userId} AND deleted_at = ${closedAt}::timestamptz
    RETURNING tenant_id AS "tenantId", organization_id AS "organizationId", email`
}

/**
 * Ends what the former holder of an account had joined. What was offered to the address stays offered; a suspension
 * stays, since only those who could lift it may end it, but with nothing else.
 * @param closedAt when the account was closed, or null where it is open
 */
export async function endOfFormerHolder(
  tx: Tx,
  tenantIds: readonly string[],
  userId: string,
  closedAt: string | null,
): Promise<void> {
  const tenants = [...tenantIds]
  invalidate(`user:${userId}`)
  await tx.$executeRaw`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${tenants}::text[]) AND user_id = ${userId} AND status = 'active' AND deleted_at IS NULL`
  const suspended = await tx.$queryRaw<{ id: string }[]>`
    UPDATE memberships SET role = CASE WHEN role = 'guest' THEN 'guest' ELSE 'member' END, permissions = '{}',
      deleted_at = NULL, updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${tenants}::text[]) AND user_id = ${userId} AND status = 'suspended'
      AND (deleted_at IS NULL OR deleted_at = ${closedAt}::timestamptz)
    RETURNING organization_id AS id`
  await tx.userOrganization.deleteMany({
    where: { userId, organizationId: { notIn: suspended.map((row) => row.id) } },
  })
}
