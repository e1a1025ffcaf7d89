import { givesMore, type MembershipRole, membershipRoles, outranks, type Role } from "@/lib/core/identity/permissions"

/** What the list needs to know of a member to select and change them. Fields that the reader may not see are null. */
export type Chosen = {
  id: string
  name: string
  role: Role | null
  status: string | null
  direct: string[]
  version: number
}

/** A change of one or many members. */
export type Change = { kind: "role"; role: MembershipRole } | { kind: "suspend" | "lift" | "remove" }

/** The reader of the list, with their permissions. */
export type Reader = { id: string; role: Role; mayWrite: boolean; mayRemove: boolean }

/**
 * Why a member will be skipped, as far as the browser can tell; the server knows more, such as who is the last admin.
 */
type Obstacle = "self" | "above" | "named" | "already" | "notAccepted" | "notSuspended"

export function obstacle(change: Change, person: Chosen, reader: Reader): Obstacle | null {
  if (person.id === reader.id) return "self"
  if (person.role && outranks(person.role, reader.role)) return "above"
  if (change.kind === "role") {
    if (!membershipRoles.some((role) => role === person.role)) return "named"
    return person.role === change.role ? "already" : null
  }
  if (change.kind === "suspend")
    return person.status === "suspended" ? "already" : person.status === "invited" ? "notAccepted" : null
  if (change.kind === "lift") return person.status === "suspended" ? null : "notSuspended"
  return null
}

/** Whether the change requires the password when the last proof is old. */
export function isDangerous(change: Change, people: readonly Chosen[]): boolean {
  if (change.kind === "remove" || change.kind === "lift") return true
  if (change.kind !== "role") return false
  const after = { role: change.role, permissions: [] }
  return people.some(({ role, direct }) => role && givesMore({ role, permissions: direct }, after))
}

/** Whether one click is enough, because the change can be undone. It can't if additional permissions would be lost. */
export function isImmediate(change: Change, { role, direct }: Chosen): boolean {
  if (change.kind !== "role" || !role || direct.length > 0) return false
  return !givesMore({ role, permissions: [] }, { role: change.role, permissions: [] })
}

/** The roles that a reader may assign. */
export const rolesFor = (reader: Reader): MembershipRole[] => membershipRoles.filter((r) => !outranks(r, reader.role))
