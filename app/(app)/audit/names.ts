import "server-only"
import type { AuditEvent } from "@/lib/audit-events/schema"
import type { UserCaller } from "@/lib/core/identity/caller"
import { actorIn } from "@/lib/core/identity/page-session"
import { memberNames as namesOf } from "@/lib/memberships/people"

/** The names of members that events speak of, by id; nothing for who has left, or for a reader who may not see members. */
export async function memberNames(me: UserCaller, org: string, events: AuditEvent[]): Promise<Map<string, string>> {
  const own: [string, string] = [me.userId, me.name]
  const actor = await actorIn(me, org, "users:read").catch(() => null)
  if (!actor) return new Map([own])
  const people = events.flatMap(({ actor: by, target }) => [
    by.type === "user" && by.id,
    target?.type === "user" && target.id,
  ])
  const ids = [...new Set(people.filter((id) => typeof id === "string"))]
  return new Map([own, ...(await namesOf(actor, ids))])
}
