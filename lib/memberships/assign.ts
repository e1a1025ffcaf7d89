import { AppError, fieldError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import {
  type Granter,
  givesMore,
  isBuiltInRole,
  mayAssign,
  mayGrant,
  membershipRoles,
  outranks,
  type Role,
  type RoleTerms,
  type Worth,
} from "../core/identity/permissions"
import type { MembershipRow } from "./people"

/** Role, permissions, status and expiry of a membership. */
export type Rights = {
  role: string
  role_rank: Role
  permissions: string[]
  status: string
  expires_at: Date | null
}

/** The same, in the format of the audit log. */
export const rights = ({ role, permissions, status, expires_at }: Omit<Rights, "role_rank">) => ({
  role,
  permissions,
  status,
  expires_at: expires_at?.toISOString() ?? null,
})

/**
 * Returns the role if this actor may assign it to a membership.
 * @param terms undefined for a role that does not exist
 * @param field that names it
 * @throws AppError role_above_your_own, permission_not_held, validation_failed, also for the two roles that aren't
 * memberships
 */
export function assignableRole(actor: Granter, terms: RoleTerms | undefined, field = "role"): RoleTerms {
  if (!terms) throw fieldError(field, "invalid", { reason: "role" })
  if (outranks(terms.role_rank, actor.role_rank)) throw new AppError("role_above_your_own")
  if (isBuiltInRole(terms.role) && !membershipRoles.some((role) => role === terms.role))
    throw fieldError(field, "invalid", { reason: "role" })
  if (!mayAssign(actor, terms))
    throw new AppError("permission_not_held", { required: terms.included.find((name) => !mayGrant(actor, name)) })
  return terms
}

/** @throws AppError permission_not_held if the actor may not grant one of these */
export function assertMayGrant(actor: Granter, names: readonly string[]): void {
  const refused = names.find((name) => !mayGrant(actor, name))
  if (refused) throw new AppError("permission_not_held", { required: refused })
}

/**
 * Refuses changes of access that this actor may not make. No one raises their own access, not even with their own API
 * key; a membership whose invitation is pending has no status to change.
 * @param own what the membership is worth before and after, where it is the actor's, or that of the creator of their API
 * key
 * @throws AppError permission_not_held, own_rights, validation_failed
 */
export function checkChange(
  actor: Actor<"users:write">,
  row: MembershipRow,
  next: Rights,
  own: { before: Worth; after: Worth } | null,
): void {
  const added = next.permissions.filter((p) => !row.permissions.includes(p))
  assertMayGrant(actor, added)
  if (row.status === "invited" && next.status !== "invited")
    throw fieldError("status", "invalid", { reason: "not_accepted" })
  const moved = next.expires_at?.getTime() !== row.expires_at?.getTime()
  if (next.expires_at && moved && next.expires_at <= new Date()) throw fieldError("expires_at", "in_the_past")
  if (!own) return
  if (lastsLonger(row, next) || givesMore(own.before, own.after)) throw new AppError("own_rights")
}

type Term = Pick<Rights, "status" | "expires_at">

/** Whether a change ends a suspension, or moves the expiry to a later time or to none. */
export function lastsLonger(before: Term, after: Term): boolean {
  const lifts = before.status === "suspended" && after.status === "active"
  const later = before.expires_at !== null && (after.expires_at === null || after.expires_at > before.expires_at)
  return lifts || later
}
