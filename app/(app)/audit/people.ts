import "server-only"
import type { AuditQuery } from "@/lib/audit-events/schema"
import { type Actor, actorAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { listMembers } from "@/lib/memberships/list"
import { getMember } from "@/lib/memberships/service"
import { UserQuery } from "@/lib/users/schema"

/** People that the filter suggests, and the texts it shows for the IDs in the URL. */
export type People = { offered: string[]; shown: ReadonlyMap<string, string> }

type Person = { id: string; name: string; email?: string }

/** Text that identifies a person: a name alone can be ambiguous. */
const textFor = ({ name, email }: Person) => (email ? `${name} <${email}>` : name)

/**
 * Returns the first members by name as suggestions, and the two people named in the filter, as far as the reader may
 * see them.
 */
export async function peopleToPick(me: UserCaller, at: Actor<"audit:read">, asked: AuditQuery): Promise<People> {
  const { tenantId, organizationId } = at
  const reader = await actorAt(me, { tenantId, organizationId }, "users:read").catch(() => null)
  if (!reader) return { offered: [], shown: new Map() }
  const { rows } = await listMembers(reader, UserQuery.parse({ limit: 100 }))
  const named = [asked.actor, asked.target].filter((id) => id !== undefined)
  const known = new Map<string, Person>(rows.map((row) => [row.id, row]))
  for (const id of named) {
    const found = known.get(id) ?? (organizationId ? await getMember(reader, id).catch(() => null) : null)
    if (found) known.set(id, found)
  }
  return {
    offered: [...new Set(rows.map(textFor))],
    shown: new Map(
      named.flatMap((id) => {
        const found = known.get(id)
        return found && "email" in found ? [[id, textFor(found)]] : []
      }),
    ),
  }
}
