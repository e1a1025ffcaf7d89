import { Prisma } from "../core/db/client"
import { countByDay, type Day, type Range } from "../core/db/daily-counts"
import type { Actor } from "../core/identity/authorize"

/** Counts the sign-ins to the actor's organization by day. */
export function signInsByDay({ tenantId, organizationId }: Actor<"audit:read">, days: Range): Promise<Day[]> {
  const from = Prisma.sql`
    FROM audit_events
    WHERE audit_events.tenant_id = ${tenantId} AND organization_id = ${organizationId} AND action = 'session.signed_in'`
  return countByDay(from, "created_at", days)
}
