import "server-only"
import { type Actor, actorAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"

type Named = { tenant_id: string }

/**
 * Checks that a person administers the tenant of a form.
 * @throws AppError not_found if they have no access to it as a whole
 */
export function asAdmin(me: UserCaller, { tenant_id }: Named): Promise<Actor<"tenant_admin">> {
  return actorAt(me, { tenantId: tenant_id, organizationId: null }, "tenant_admin")
}
