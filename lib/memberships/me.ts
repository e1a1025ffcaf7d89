import { db } from "../core/db/client"
import { type Access, accessOfPerson } from "../core/identity/access"
import { accessAt } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { builtInTerms, effective, type Role } from "../core/identity/permissions"

/**
 * Returns the caller's membership in the organization of their token, in the shape of a user object.
 * @param known their access there, if already read
 */
export async function myMembership(me: UserCaller, known?: Access | null) {
  const scope = me.tenantId ? { tenantId: me.tenantId, organizationId: me.organizationId } : null
  const access = known === undefined ? scope && (await accessAt(me, scope)) : known
  const key = { tenantId: me.tenantId ?? "", organizationId: me.organizationId ?? "", userId: me.userId }
  // Nothing of a membership that has ended, or that is only offered.
  const active = { tenantId_organizationId_userId: key, status: "active", deletedAt: null }
  const row = me.organizationId ? await db().membership.findUnique({ where: active }) : null
  const without: Role | null = me.superAdmin ? "super_admin" : null
  const { through } = me
  // A third party reads the profile only.
  const own = through?.thirdParty ? null : row
  return {
    organization_id: me.organizationId,
    tenant_id: me.tenantId,
    role: access?.role ?? without,
    role_rank: access?.role_rank ?? without,
    status: "active" as const,
    permissions: own?.permissions.filter((name) => !through || through.scopes.has(name)) ?? [],
    effective_permissions: access ? [...access.permissions] : without ? effective(builtInTerms(without), []) : [],
    external_id: own?.externalId ?? null,
    metadata: (own?.metadata ?? {}) as Record<string, never>,
    expires_at: row?.expiresAt ?? null,
  }
}

/** Whether a person is a member with access: not invited, suspended, ended or expired. */
export async function isActiveMember(userId: string, tenantId: string, organizationId: string): Promise<boolean> {
  if (!(await accessOfPerson(userId, false, { tenantId, organizationId }))) return false
  const where = { tenantId, organizationId, userId, status: "active", deletedAt: null }
  return (await db().membership.count({ where })) > 0
}
