import { touch } from "../core/cache/last-seen"
import { db } from "../core/db/client"

/** Notes that somebody was seen in an organization, at most every five minutes. */
export function touchMembership(userId: string, { tenantId, organizationId }: Seen): void {
  if (tenantId && organizationId)
    touch(`${userId} ${organizationId}`, null, () => noteSeen(userId, tenantId, organizationId))
}

type Seen = { tenantId: string | null; organizationId: string | null }

/** Notes now that somebody was seen in an organization. */
export async function noteSeen(userId: string, tenantId: string, organizationId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE memberships SET last_seen_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} AND deleted_at IS NULL`
}
