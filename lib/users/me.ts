import { db, Prisma } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Access, accessOfPerson } from "../core/identity/access"
import type { UserCaller } from "../core/identity/caller"
import { defaultsOf, type Role } from "../core/identity/permissions"
import { listMyOrganizations } from "../organizations/store"

/** Effective permissions, each with where it comes from: the role or a direct grant. */
export function withSources({ role, direct, permissions }: Access) {
  const byRole = new Set<string>(defaultsOf(role))
  return [...permissions].map((permission) => ({
    permission,
    source: byRole.has(permission) ? ("role" as const) : ("direct" as const),
    role: byRole.has(permission) ? role : null,
    direct: direct.includes(permission),
  }))
}

/** What the caller may do in their token's organization, and why. */
export async function myPermissions(me: UserCaller) {
  if (!me.tenantId) return []
  const access = await accessOfPerson(me.userId, me.superAdmin, {
    tenantId: me.tenantId,
    organizationId: me.organizationId,
  })
  return access ? withSources(access) : []
}

/** The organizations that the caller has a part in; with an access token those of its tenant. */
export async function myOrganizations(me: UserCaller) {
  const all = await listMyOrganizations(me)
  const shown = me.sessionKind === "browser" ? all : all.filter((organization) => organization.tenantId === me.tenantId)
  if (shown.length === 0) return []
  const tenantIds = [...new Set(shown.map((organization) => organization.tenantId))]
  const rows = await db().membership.findMany({
    where: { tenantId: { in: tenantIds }, userId: me.userId, deletedAt: null },
    select: { organizationId: true, status: true, permissions: true, expiresAt: true },
  })
  const memberships = new Map(rows.map((row) => [row.organizationId, row]))
  return shown.map(({ id, tenantId, name, role }) => {
    const row = memberships.get(id)
    return {
      id,
      tenant_id: tenantId,
      name,
      role: role as Access["role"],
      status: row?.status === "suspended" ? ("suspended" as const) : ("active" as const),
      permissions: row?.permissions ?? [],
      expires_at: row?.expiresAt ?? null,
      current: id === me.organizationId,
    }
  })
}

type OfferRow = {
  id: string
  organization_id: string
  organization: string
  role: Role
  message: string | null
  inviter: string
  expires_at: Date
}

/**
 * Pending invites to the caller's verified address: in the token's tenant, or in a browser in the tenants they know.
 * The link to accept is in the mail.
 * @throws AppError email_not_verified
 */
export async function myInvites(me: UserCaller): Promise<OfferRow[]> {
  if (!me.verified) throw new AppError("email_not_verified")
  const known = await db().userOrganization.findMany({ where: { userId: me.userId }, distinct: ["tenantId"] })
  const tenants = me.sessionKind === "browser" ? known.map((row) => row.tenantId) : me.tenantId ? [me.tenantId] : []
  if (tenants.length === 0) return []
  return db().$queryRaw<OfferRow[]>`
    SELECT i.id, i.organization_id, o.name AS organization, i.role, i.message, i.maker_name AS inviter, i.expires_at
    FROM invites i JOIN organizations o ON o.tenant_id = i.tenant_id AND o.id = i.organization_id
    WHERE i.tenant_id IN (${Prisma.join(tenants)}) AND i.email = ${me.email} AND i.status = 'pending' AND i.expires_at > now()
    ORDER BY i.created_at DESC LIMIT 100`
}
