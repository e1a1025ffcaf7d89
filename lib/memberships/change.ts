import { AppError, fieldError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { outranks, type RoleTerms, worthOf } from "../core/identity/permissions"
import type { User, UserPatch } from "../users/schema"
import { assignableRole, checkChange, type Rights } from "./assign"
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
  /** Whether an expiry that has passed is moved: what was revoked at expiry stays revoked. */
  revives: boolean
  /** Whether there is no expiry, or a future one. */
  unexpired: boolean
}

/** Roles of the tenant, by key. */
export type Roles = ReadonlyMap<string, RoleTerms>

/** The keys of the roles that changes are about. */
export const rolesIn = (wanted: readonly Wanted[]) =>
  wanted.flatMap(({ row, patch }) => [row.role, patch.role ?? row.role])

/** Direct permissions after a change: a new role without `permissions` empties them. */
export const directAfter = (row: Pick<Rights, "permissions">, patch: UserPatch): string[] =>
  patch.permissions ?? (patch.role ? [] : row.permissions)

/** What a membership grants after a change. */
export function rightsAfter(row: Rights, patch: UserPatch, roles: Roles): Rights {
  const role = patch.role ?? row.role
  return {
    role,
    role_rank: roles.get(role)?.role_rank ?? row.role_rank,
    permissions: directAfter(row, patch),
    status: patch.status ?? row.status,
    expires_at: patch.expires_at === undefined ? row.expires_at : patch.expires_at,
  }
}

/**
 * Decides on a change of a membership.
 * @param roles those that it is about
 * @param moment the present time by the database's clock, read behind the organization's lock
 * @throws AppError role_above_your_own, permission_not_held, own_rights, validation_failed
 */
export function decide(
  current: Actor<"users:write">,
  { row, user, patch }: Wanted,
  roles: Roles,
  moment: Date,
): Change {
  if (outranks(user.role_rank ?? row.role_rank, current.role_rank)) throw new AppError("role_above_your_own")
  if (patch.role) assignableRole(current, roles.get(patch.role))
  const next = rightsAfter(row, patch, roles)
  const { caller } = current
  const own = row.id === (caller.kind === "user" ? caller.userId : caller.creatorId)
  checkChange(current, row, next, own ? { before: worthIn(roles, row), after: worthIn(roles, next) } : null)
  const suspends = row.status !== "suspended" && next.status === "suspended"
  const lifts = row.status === "suspended" && next.status === "active"
  const unexpired = next.expires_at === null || next.expires_at > moment
  const revives = row.status === "expired" && unexpired
  // A person who never accepted can't be made active.
  if ((lifts || revives) && !row.accepted_at) throw fieldError("status", "invalid", { reason: "not_accepted" })
  return { row, user, patch, next, own, suspends, lifts, revives, unexpired }
}

/** What a membership is worth. */
export const worthIn = (roles: Roles, rights: Pick<Rights, "role" | "role_rank" | "permissions">) =>
  worthOf(roles.get(rights.role) ?? { ...rights, included: [] }, rights.permissions)

/** Returns the new role of the member; null if it stays. */
export const newRole = ({ row, next }: Change): string | null => (next.role === row.role ? null : next.role)
