import "server-only"
import type { Search } from "@/components/search-params"
import { AuditQuery } from "@/lib/audit-events/schema"
import type { Backwards } from "@/lib/core/db/paginate"
import type { Scope } from "@/lib/core/identity/access"
import { type Actor, actorAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { outranks } from "@/lib/core/identity/permissions"
import { findByAddress } from "@/lib/memberships/find"
import { listQuery } from "../list-query"

const day = 86_400_000

/** Midnight in UTC at the beginning of a day, or of the one after it. */
function midnight(date: string | undefined, later = 0): string | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(date ?? "") ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(at + later).toISOString()
}

type Asked = { actor: Actor<"audit:read">; query: AuditQuery & Backwards }

/**
 * What the address asks for, and as whom; a value that the log does not know is as good as none. Both days count.
 * People may be named by their e-mail address. `scope=tenant` is for who sees the tenant as a whole.
 */
export async function auditQuery(
  me: UserCaller,
  here: Actor<"audit:read">,
  search: Search,
  limit: number,
): Promise<Asked> {
  const whole = search.scope === "tenant" && seesTenant(here)
  const actor = whole ? await actorAt(me, { tenantId: here.tenantId, organizationId: null }, "audit:read") : here
  const { action, cursor, before } = search
  const { tenantId, organizationId } = actor
  const scope = { tenantId, organizationId }
  const [by, target] = await Promise.all([idOf(me, scope, search.actor), idOf(me, scope, search.target)])
  const wanted = {
    action,
    actor: by,
    target,
    cursor,
    before,
    from: midnight(search.from),
    to: midnight(search.to, day),
  }
  return { actor, query: listQuery(AuditQuery, wanted, { limit }) }
}

/** Whether the actor may look at all of the tenant's events. */
export const seesTenant = ({ role }: Actor<"audit:read">) => !outranks("tenant_admin", role)

async function idOf(me: UserCaller, scope: Scope, text: string | undefined): Promise<string | undefined> {
  const typed = text?.trim()
  if (!typed?.includes("@")) return typed
  // Nobody has this id: what is not found, or not to be looked for by this reader, finds nothing.
  const reader = await actorAt(me, scope, "users:write").catch(() => null)
  return (reader && (await findByAddress(reader, typed))) ?? "nobody"
}
