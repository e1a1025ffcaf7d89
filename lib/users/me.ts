import { db } from "../core/db/client"
import type { UserCaller } from "../core/identity/caller"
import { listMyOrganizations } from "../organizations/store"

/** Returns the caller's organizations; with an access token those of its tenant. */
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
  return shown.map(({ id, tenantId, name, role, role_rank, roleName }) => {
    const row = memberships.get(id)
    return {
      id,
      tenant_id: tenantId,
      name,
      role,
      role_rank,
      role_name: roleName,
      status: row?.status === "suspended" ? ("suspended" as const) : ("active" as const),
      permissions: row?.permissions ?? [],
      expires_at: row?.expiresAt ?? null,
      current: id === me.organizationId,
    }
  })
}
