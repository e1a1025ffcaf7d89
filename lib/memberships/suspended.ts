import { db } from "../core/db/client"
import { isId } from "../core/http/scope"
import type { UserCaller } from "../core/identity/caller"

/**
 * Returns the name of an active organization in which the person's membership is suspended, or null. Only for the
 * person: to everyone else the organization doesn't exist.
 */
export async function suspendedIn(me: UserCaller, organizationId: string): Promise<string | null> {
  if (!isId(organizationId)) return null
  const own = await db().userOrganization.findFirst({ where: { userId: me.userId, organizationId } })
  if (!own) return null
  const [row] = await db().$queryRaw<{ name: string }[]>`
    SELECT o.name FROM memberships m
    JOIN organizations o ON o.tenant_id = m.tenant_id AND o.id = m.organization_id AND o.status = 'active'
    JOIN tenants t ON t.id = o.tenant_id AND t.status = 'active'
    WHERE m.tenant_id = ${own.tenantId} AND m.organization_id = ${organizationId} AND m.user_id = ${me.userId}
      AND m.status = 'suspended' AND m.deleted_at IS NULL`
  return row?.name ?? null
}
