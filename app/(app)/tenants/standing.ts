import "server-only"
import { type Actor, actorAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"

type Named = { tenant_id: string }

/**
 * Proves that somebody administers the tenant that a form names.
 * @throws AppError not_found for who has no part in it as a whole
 */
export function asAdmin(me: UserCaller, { tenant_id }: Named): Promise<Actor<"tenant_admin">> {
  return actorAt(me, { tenantId: tenant_id, organizationId: null }, "tenant_admin")
}
