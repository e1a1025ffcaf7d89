import { db } from "../core/db/client"
import { type Access, accessOfPerson } from "../core/identity/access"
import type { UserCaller } from "../core/identity/caller"
import { builtInTerms, effective, type Role } from "../core/identity/permissions"

/**
 * Returns the caller's membership in the organization of their token, in the shape of a user object.
 * @param known their access there, if already read
 */
export async function myMembership(me: UserCaller, known?: Access | null) {
  const scope = me.tenantId ? { tenantId: me.tenantId, organizationId: me.organizationId } : null
  const access = known === undefined ? scope && (await accessOfPerson(me.userId, me.superAdmin, scope)) : known
  const key = { tenantId: me.tenantId ?? "", organizationId: me.organizationId ?? "", userId: me.userId }
  // Nothing of a membership that has ended, or that is only offered.
  const own = { tenantId_organizationId_userId: key, status: "active", deletedAt: null }
  const row = me.organizationId ? await db().membership.findUnique({ where: own }) : null
  const without: Role | null = me.superAdmin ? "super_admin" : null
  return {
    organization_id: me.organizationId,
    tenant_id: me.tenantId,
    role: access?.role ?? without,
    role_rank: access?.role_rank ?? without,
    status: "active" as const,
    permissions: row?.permissions ?? [],
    effective_permissions: access ? [...access.permissions] : without ? effective(builtInTerms(without), []) : [],
    external_id: row?.externalId ?? null,
    metadata: (row?.metadata ?? {}) as Record<string, never>,
    expires_at: row?.expiresAt ?? null,
  }
}

/** Whether a person is a member with access: not invited, suspended, ended or expired. */
export async function isActiveMember(userId: string, tenantId: string, organizationId: string): Promise<boolean> {
  if (!(await accessOfPerson(userId, false, { tenantId, organizationId }))) return false
  const where = { tenantId, organizationId, userId, status: "active", deletedAt: null }
  return (await db().membership.count({ where })) > 0
}
