import { db, type Tx } from "../db"
import { invalidate } from "../invalidation"
import { effective, type Role } from "../permissions"
import { type Place, personStanding, type UserCaller } from "../session"
import { copies } from "./add"

/** What the caller is in their token's organization, in the shape of a user object. */
export async function myMembership(me: UserCaller) {
  const place = me.tenantId ? { tenantId: me.tenantId, organizationId: me.organizationId } : null
  const standing = place && (await personStanding(me.userId, me.superAdmin, place))
  const key = { tenantId: me.tenantId ?? "", organizationId: me.organizationId ?? "", userId: me.userId }
  const row = me.organizationId
    ? await db.membership.findUnique({ where: { tenantId_organizationId_userId: key } })
    : null
  const role: Role | null = standing?.role ?? (me.superAdmin ? "super_admin" : null)
  return {
    organization_id: me.organizationId,
    tenant_id: me.tenantId,
    role,
    status: "active" as const,
    permissions: row?.permissions ?? [],
    effective_permissions: standing ? [...standing.permissions] : role ? effective(role, []) : [],
    external_id: row?.externalId ?? null,
    metadata: (row?.metadata ?? {}) as Record<string, never>,
    expires_at: row?.expiresAt ?? null,
  }
}

/** Where a person can sign in to: last used first, else oldest. Suspended, ended and expired memberships do not count. */
export async function livePlaces(
  userId: string,
  client: Tx = db,
): Promise<{ tenantId: string; organizationId: string }[]> {
  const own = await client.userOrganization.findMany({
    where: { userId },
    orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { createdAt: "asc" }, { organizationId: "asc" }],
  })
  const places = await Promise.all(
    own.map(async ({ tenantId, organizationId }) => {
      const place = { tenantId, organizationId }
      return (await personStanding(userId, false, place, client)) && place
    }),
  )
  return places.filter((place) => place !== null)
}

/** Remembers the organization that somebody signed in to or switched to. */
export async function markUsed(tx: Tx, userId: string, place: Place): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_organizations SET last_used_at = now()
    WHERE user_id = ${userId} AND tenant_id = ${place.tenantId} AND organization_id = ${place.organizationId}`
}
/** The account's name has changed: the memberships that showed it follow, those with a name of their own do not. */
export async function copyAccountName(tx: Tx, userId: string, from: string, to: string): Promise<void> {
  const tenants = await tx.userOrganization.findMany({
    where: { userId },
    distinct: ["tenantId"],
    select: { tenantId: true },
  })
  for (const { tenantId } of tenants) {
    const [row] = await tx.membership.findMany({ where: { tenantId, userId }, select: { email: true }, take: 1 })
    await tx.membership.updateMany({
      where: { tenantId, userId, name: from },
      data: { ...copies(to, row?.email ?? ""), version: { increment: 1 }, updatedAt: new Date() },
    })
  }
}

/** The account's address has changed: the copies follow. */
export async function copyAddress(tx: Tx, userId: string, email: string): Promise<void> {
  invalidate(`user:${userId}`)
  const tenants = await tx.userOrganization.findMany({
    where: { userId },
    distinct: ["tenantId"],
    select: { tenantId: true },
  })
  for (const { tenantId } of tenants) {
    const rows = await tx.membership.findMany({
      where: { tenantId, userId },
      select: { organizationId: true, name: true },
    })
    for (const { organizationId, name } of rows)
      await tx.membership.update({
        where: { tenantId_organizationId_userId: { tenantId, organizationId, userId } },
        data: { ...copies(name, email), version: { increment: 1 }, updatedAt: new Date() },
      })
  }
}
