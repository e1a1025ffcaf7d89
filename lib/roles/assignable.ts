import type { Actor } from "../core/identity/authorize"
import { builtInTerms, mayAssign, membershipRoles } from "../core/identity/permissions"
import { ownRoles } from "./read"

/** Returns the keys of the roles that an actor may assign, for selection: the built-in ones, then the tenant's own. */
export async function assignableRoles(actor: Actor<never>): Promise<string[]> {
  const all = [...membershipRoles.map(builtInTerms), ...(await ownRoles(actor.tenantId))]
  return all.filter((terms) => mayAssign(actor, terms)).map(({ role }) => role)
}
