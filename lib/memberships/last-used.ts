import { db, type Tx } from "../core/db/client"
import type { Scope } from "../core/identity/access"

/**
 * Returns the organization that a person signs in to: the one used last, else the oldest. Suspended, ended and expired
 * memberships don't count.
 */
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

/** Stores the organization that a person signed in to or switched to. */
export async function markUsed(tx: Tx, userId: string, scope: Scope): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_organizations SET last_used_at = now()
    WHERE user_id = ${userId} AND tenant_id = ${scope.tenantId} AND organization_id = ${scope.organizationId}`
}
