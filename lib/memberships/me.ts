import { invalidate } from "../core/cache/authorization-cache"
import { db, type Tx } from "../core/db/client"
import { transactionTimestamp } from "../core/db/transaction"
import { type Access, accessOfPerson, type Scope } from "../core/identity/access"
import type { UserCaller } from "../core/identity/caller"
import { effective, type Role } from "../core/identity/permissions"
import { closeInvitesTo } from "../invites/ends"
import { copies } from "./add"
import { tenantsOf } from "./ends"

/**
 * What the caller is in their token's organization, in the shape of a user object.
 * @param known what they hold there, where that was read already
 */
export async function myMembership(me: UserCaller, known?: Access | null) {
  const scope = me.tenantId ? { tenantId: me.tenantId, organizationId: me.organizationId } : null
  const access = known === undefined ? scope && (await accessOfPerson(me.userId, me.superAdmin, scope)) : known
  const key = { tenantId: me.tenantId ?? "", organizationId: me.organizationId ?? "", userId: me.userId }
  const row = me.organizationId
    ? await db().membership.findUnique({ where: { tenantId_organizationId_userId: key } })
    : null
  const role: Role | null = access?.role ?? (me.superAdmin ? "super_admin" : null)
  return {
    organization_id: me.organizationId,
    tenant_id: me.tenantId,
    role,
    status: "active" as const,
    permissions: row?.permissions ?? [],
    effective_permissions: access ? [...access.permissions] : role ? effective(role, []) : [],
    external_id: row?.externalId ?? null,
    metadata: (row?.metadata ?? {}) as Record<string, never>,
    expires_at: row?.expiresAt ?? null,
  }
}

/** Where a person signs in to: the organization used last, else the oldest. Suspended, ended and expired memberships do not count. */
export async function lastUsedScope(userId: string, client: Tx = db()): Promise<Place | undefined> {
  const own = await client.userOrganization.findMany({
    where: { userId },
    orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { createdAt: "asc" }, { organizationId: "asc" }],
    select: { tenantId: true, organizationId: true },
  })
  if (own.length === 0) return undefined
  const open = await client.$queryRaw<{ id: string }[]>`
    SELECT o.id FROM organizations o
    JOIN tenants t ON t.id = o.tenant_id AND t.status = 'active'
    LEFT JOIN tenant_admins a ON a.tenant_id = o.tenant_id AND a.user_id = ${userId} AND a.deleted_at IS NULL
    LEFT JOIN memberships m ON m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id = ${userId}
      AND m.status = 'active' AND m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())
    WHERE o.tenant_id = ANY(${own.map((row) => row.tenantId)}::text[]) AND o.id = ANY(${own.map((row) => row.organizationId)}::text[])
      AND o.status = 'active' AND (a.user_id IS NOT NULL OR m.user_id IS NOT NULL)`
  const ids = new Set(open.map((row) => row.id))
  return own.find((scope) => ids.has(scope.organizationId))
}

type Place = { tenantId: string; organizationId: string }

/** Whether somebody is a member of an organization who gets in: not invited, suspended, ended or expired. */
export async function isActiveMember(userId: string, tenantId: string, organizationId: string): Promise<boolean> {
  if (!(await accessOfPerson(userId, false, { tenantId, organizationId }))) return false
  const where = { tenantId, organizationId, userId, status: "active", deletedAt: null }
  return (await db().membership.count({ where })) > 0
}

/** Remembers the organization that somebody signed in to or switched to. */
export async function markUsed(tx: Tx, userId: string, scope: Scope): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_organizations SET last_used_at = now()
    WHERE user_id = ${userId} AND tenant_id = ${scope.tenantId} AND organization_id = ${scope.organizationId}`
}

/** Copies a changed account name to the memberships that showed the old one; those with a name of their own keep it. */
export async function copyAccountName(tx: Tx, userId: string, from: string, to: string): Promise<void> {
  const tenantIds = await tenantsOf(tx, userId)
  if (tenantIds.length === 0) return
  const tenantId = { in: tenantIds }
  const [row] = await tx.membership.findMany({ where: { tenantId, userId }, select: { email: true }, take: 1 })
  await tx.membership.updateMany({
    where: { tenantId, userId, name: from },
    data: { ...copies(to, row?.email ?? ""), version: { increment: 1 }, updatedAt: await transactionTimestamp(tx) },
  })
}

/** Copies a changed address to the memberships, a statement for each name that they show. Invites to it there are closed. */
export async function copyAddress(tx: Tx, userId: string, email: string): Promise<void> {
  invalidate(`user:${userId}`)
  const tenantIds = await tenantsOf(tx, userId)
  if (tenantIds.length === 0) return
  const tenantId = { in: tenantIds }
  const rows = await tx.membership.findMany({
    where: { tenantId, userId },
    select: { tenantId: true, organizationId: true, name: true, status: true, deletedAt: true },
  })
  for (const name of new Set(rows.map((row) => row.name)))
    await tx.membership.updateMany({
      where: { tenantId, userId, name },
      data: { ...copies(name, email), version: { increment: 1 }, updatedAt: await transactionTimestamp(tx) },
    })
  const live = rows.filter((row) => row.status !== "invited" && row.deletedAt === null)
  await closeInvitesTo(tx, live, { id: userId, email })
}

/**
 * An address changes hands: what was offered to it, by an organization that entered it as a user, goes to a new account of
 * that address and not to the person who moved on.
 * @param placeholder makes that account, where there is something to leave
 */
export async function leaveOffersBehind(
  tx: Tx,
  userId: string,
  email: string,
  placeholder: () => Promise<string>,
): Promise<void> {
  const tenants = await tenantsOffering(tx, email)
  if (tenants.length === 0) return
  const where = { tenantId: { in: tenants }, userId, email, status: "invited", deletedAt: null }
  const offers = await tx.membership.findMany({ where, select: { organizationId: true } })
  if (offers.length === 0) return
  const to = await placeholder()
  // What was offered to that account before, and has ended, makes room.
  await tx.membership.deleteMany({
    where: {
      tenantId: { in: tenants },
      organizationId: { in: offers.map((row) => row.organizationId) },
      userId: to,
      deletedAt: { not: null },
    },
  })
  await tx.membership.updateMany({ where, data: { userId: to } })
}

/** What was offered to an account without an owner goes to `userId`; where they are a member already, it ends. */
export async function moveOffers(tx: Tx, from: { id: string; email: string }, userId: string): Promise<void> {
  const tenants = await tenantsOffering(tx, from.email)
  if (tenants.length === 0) return
  await tx.$executeRaw`
    UPDATE memberships m SET user_id = ${userId}, updated_at = now(), version = m.version + 1
    WHERE m.tenant_id = ANY(${tenants}::text[]) AND m.user_id = ${from.id} AND m.status = 'invited' AND m.deleted_at IS NULL
      AND NOT EXISTS (
        SELECT FROM memberships o
        WHERE o.tenant_id = m.tenant_id AND o.organization_id = m.organization_id AND o.user_id = ${userId})`
  await tx.$executeRaw`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${tenants}::text[]) AND user_id = ${from.id} AND status = 'invited' AND deleted_at IS NULL`
}

async function tenantsOffering(tx: Tx, email: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT t.id FROM tenants t JOIN invites i ON i.tenant_id = t.id
    WHERE i.email = ${email} AND i.status = 'pending'`
  return rows.map((row) => row.id)
}
