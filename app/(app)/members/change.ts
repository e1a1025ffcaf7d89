import { givesMore, type MembershipRole, membershipRoles, outranks, type Role } from "@/lib/core/identity/permissions"

/** What the list knows of a member, for choosing and changing them. What the reader may not see is null. */
export type Chosen = {
  id: string
  name: string
  role: Role | null
  status: string | null
  direct: string[]
  version: number
}

/** What can be done to one or many members. */
export type Change = { kind: "role"; role: MembershipRole } | { kind: "suspend" | "lift" | "remove" }

/** Who looks at the list, and what they may do there. */
export type Reader = { id: string; role: Role; mayWrite: boolean; mayRemove: boolean }

/** Why somebody is left out, as far as it shows beforehand; the server knows the rest, such as who is the last admin. */
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

/** Whether the password is asked for when the last proof of it is old. */
export function isDangerous(change: Change, people: readonly Chosen[]): boolean {
  if (change.kind === "remove" || change.kind === "lift") return true
  if (change.kind !== "role") return false
  const after = { role: change.role, permissions: [] }
  return people.some(({ role, direct }) => role && givesMore({ role, permissions: direct }, after))
}

/** The roles that a reader may give. */
export const rolesFor = (reader: Reader): MembershipRole[] => membershipRoles.filter((r) => !outranks(r, reader.role))
