import type { z } from "zod"
import type { Actor } from "../core/identity/authorize"
import type { User, UserCard } from "../users/schema"

type Reader = Pick<Actor<never>, "caller" | "permissions">

/**
 * Returns what the actor may see of a member: everything with `users:write` or of themselves, otherwise a card without
 * the email.
 */
export function visibleTo(actor: Reader, user: User): User | z.input<typeof UserCard> {
  return seesEmails(actor) || isOwn(actor, user) ? user : asCard(user)
}

/** Whether this is the actor themselves; an application needs the scope for its person's profile. */
function isOwn({ caller }: Reader, { id }: User): boolean {
  if (caller.kind !== "user" || caller.userId !== id) return false
  return caller.through === null || caller.through.scopes.has("profile:read")
}

/** Whether the actor sees the emails of members, and may search them. */
export const seesEmails = (actor: Pick<Reader, "permissions">): boolean => actor.permissions.has("users:write")

function asCard({
  id,
  name,
  avatar_url,
  organization_id,
  role,
  role_rank,
  created_at,
}: User): z.input<typeof UserCard> {
  return { id, name, avatar_url, organization_id, role, role_rank, created_at }
}
