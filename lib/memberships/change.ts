import { AppError, fieldError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { outranks, type Role } from "../core/identity/permissions"
import type { User, UserPatch } from "../users/schema"
import { assignableRole, checkChange, type Rights } from "./grants"
import type { MembershipRow } from "./people"

/** A member to be changed, read behind the organization's lock. `user` is what the API shows of the row. */
export type Wanted = { row: MembershipRow; user: User; patch: UserPatch }

/** A change that the actor may make. */
export type Change = Wanted & {
  next: Rights
  /** Whether the membership is the actor's, or that of the creator of their API key. */
  own: boolean
  suspends: boolean
  lifts: boolean
  /** An end date that has passed is moved: what ended at it stays ended. */
  extended: boolean
}

/**
 * Decides on a change of a membership. A new role without `permissions` empties the direct ones.
 * @throws AppError role_above_your_own, permission_not_held, own_rights, validation_failed
 */
export function decide(now: Actor<"users:write">, { row, user, patch }: Wanted): Change {
  if (outranks(user.role ?? row.role, now.role)) throw new AppError("role_above_your_own")
  const next = {
    role: patch.role ? assignableRole(now, patch.role) : row.role,
    permissions: patch.permissions ?? (patch.role ? [] : row.permissions),
    status: patch.status ?? row.status,
    expires_at: patch.expires_at === undefined ? row.expires_at : patch.expires_at,
  }
  const { caller } = now
  const own = row.id === (caller.kind === "user" ? caller.userId : caller.creatorId)
  checkChange(now, row, next, own)
  const suspends = row.status !== "suspended" && next.status === "suspended"
  const lifts = row.status === "suspended" && next.status === "active"
  const extended = row.status === "expired" && (next.expires_at === null || next.expires_at > new Date())
  // A person who never accepted can't become a member this way.
  if (lifts && !row.accepted_at) throw fieldError("status", "invalid", { reason: "not_accepted" })
  return { row, user, patch, next, own, suspends, lifts, extended }
}

/** The role that a change gives somebody; null where it stays. */
export const newRole = ({ row, next }: Change): Role | null => (next.role === row.role ? null : next.role)
