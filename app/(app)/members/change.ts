import { givesMore, outranks, type Role, type RoleTerms, worthOf } from "@/lib/core/identity/permissions"

/** What the list needs to know of a member to select and change them. Fields that the reader may not see are null. */
export type Chosen = {
  id: string
  name: string
  role: string | null
  rank: Role | null
  status: string | null
  direct: string[]
  version: number
}

/** A change of one or many members. */
export type Change = { kind: "role"; role: string } | { kind: "suspend" | "lift" | "remove" }

/** The reader of the list, with their permissions. `roles` are those that they may assign. */
export type Reader = { id: string; rank: Role; roles: readonly string[]; mayWrite: boolean; mayRemove: boolean }

/** Returns what a role includes. */
export type TermsOf = (role: string) => RoleTerms

/**
 * Why a member will be skipped, as far as the browser can tell; the server knows more, such as who is the last admin.
 */
type Obstacle = "self" | "above" | "named" | "already" | "alreadySuspended" | "notAccepted" | "notSuspended"

export function obstacle(change: Change, person: Chosen, reader: Reader): Obstacle | null {
  if (person.id === reader.id) return "self"
  if (person.rank && outranks(person.rank, reader.rank)) return "above"
  if (change.kind === "role") {
    if (person.rank === null || outranks(person.rank, "admin")) return "named"
    return person.role === change.role ? "already" : null
  }
  if (change.kind === "suspend")
    return person.status === "suspended" ? "alreadySuspended" : person.status === "invited" ? "notAccepted" : null
  if (change.kind === "lift") return person.status === "suspended" ? null : "notSuspended"
  return null
}

/** Whether the change requires the password when the last proof is old. */
export function isDangerous(change: Change, people: readonly Chosen[], termsOf: TermsOf): boolean {
  if (change.kind === "remove" || change.kind === "lift") return true
  if (change.kind !== "role") return false
  const after = worthOf(termsOf(change.role))
  return people.some(({ role, direct }) => role && givesMore(worthOf(termsOf(role), direct), after))
}

/** Whether one click is enough, because the change can be undone. It can't if additional permissions would be lost. */
export function isImmediate(change: Change, { role, direct }: Chosen, termsOf: TermsOf): boolean {
  if (change.kind !== "role" || !role || direct.length > 0) return false
  return !givesMore(worthOf(termsOf(role)), worthOf(termsOf(change.role)))
}
