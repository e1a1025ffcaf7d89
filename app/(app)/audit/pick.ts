import "server-only"
import { fold } from "@/lib/core/fold"
import { type Actor, actorAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { findByAddress } from "@/lib/memberships/find"
import { listMembers } from "@/lib/memberships/list"
import { UserQuery } from "@/lib/users/schema"

/** People who share the name that was typed. */
export type Unclear = {
  field: "actor" | "target"
  name: string
  people: { id: string; name: string; email?: string }[]
}

type Picked = { id?: string | undefined; unclear?: Omit<Unclear, "field"> }

/** An ID that no one has, for people who don't exist or whom this reader may not search for: it finds nothing. */
const nobody = { id: "nobody" }

/** Returns the person that a filter text refers to: by ID, address, name, or name followed by address. */
export async function pickPerson(me: UserCaller, at: Actor<"audit:read">, text: string | undefined): Promise<Picked> {
  const typed = text?.trim()
  if (!typed || /^[a-z]+_\w+$/.test(typed)) return { id: typed || undefined }
  const scope = { tenantId: at.tenantId, organizationId: at.organizationId }
  const address = /<([^<>]+@[^<>]+)>$/.exec(typed)?.[1] ?? (typed.includes("@") ? typed : undefined)
  if (address) {
    const reader = await actorAt(me, scope, "users:write").catch(() => null)
    const id = reader && (await findByAddress(reader, address))
    return id ? { id } : nobody
  }
  const reader = await actorAt(me, scope, "users:read").catch(() => null)
  const asked = UserQuery.safeParse({ q: typed, limit: 10 })
  if (!reader || !asked.success) return nobody
  const { rows } = await listMembers(reader, asked.data)
  const people = [...new Map(rows.map((row) => [row.id, row])).values()]
  const exact = people.filter(({ name }) => fold(name) === fold(typed))
  const found = exact.length > 0 ? exact : people
  if (found.length > 1) return { ...nobody, unclear: { name: typed, people: found } }
  return found[0] ? { id: found[0].id } : nobody
}
