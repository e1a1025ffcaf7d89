import "server-only"
import type { Search } from "@/components/search-params"
import type { EventQuery } from "@/lib/audit-events/list"
import { AuditQuery } from "@/lib/audit-events/schema"
import { type Actor, actorAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { outranks } from "@/lib/core/identity/permissions"
import { listQuery } from "../list-query"
import { withoutSignIns } from "./catalogue"
import { pickPerson, type Unclear } from "./pick"

const day = 86_400_000

/** Midnight UTC at the start of a day, or of the following one. */
function midnight(date: string | undefined, later = 0): string | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(date ?? "") ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(at + later).toISOString()
}

type Asked = { actor: Actor<"audit:read">; query: EventQuery; unclear: Unclear[] }

/**
 * Parses the query of the page; unknown values are ignored. Both days are included. People can be given by name or
 * address. `scope=tenant` requires access to the whole tenant.
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
  const [by, on] = await Promise.all([pickPerson(me, actor, search.actor), pickPerson(me, actor, search.target)])
  const wanted = {
    action,
    actor: by.id,
    target: on.id,
    cursor,
    before,
    from: midnight(search.from),
    to: midnight(search.to, day),
  }
  const query = listQuery(AuditQuery, { ...wanted, sort: search.sort }, { limit })
  // A filter by action or person includes sign-ins.
  const among = search.signins || query.action || query.actor || query.target ? undefined : withoutSignIns
  const unclear = [
    ...(by.unclear ? [{ field: "actor" as const, ...by.unclear }] : []),
    ...(on.unclear ? [{ field: "target" as const, ...on.unclear }] : []),
  ]
  return { actor, query: { ...query, among }, unclear }
}

/** Whether the actor may see all events of the tenant. */
export const seesTenant = ({ role_rank }: Actor<"audit:read">) => !outranks("tenant_admin", role_rank)
