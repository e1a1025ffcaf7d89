import { db } from "../core/db/client"
import { builtInTerms, givesMore, worthOf } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import type { UserPatch } from "../users/schema"
import { directAfter } from "./change"
import type { ShownMember } from "./people"

/** Whether a change gives a member more access than they have. A role that does not exist is refused later. */
export async function givesMemberMore(tenantId: string, shown: ShownMember, patch: UserPatch): Promise<boolean> {
  const role = patch.role ?? shown.role
  const terms = (await readTerms(db(), tenantId, [role])).get(role)
  return terms !== undefined && givesMore(shown, worthOf(terms, directAfter(shown, patch)))
}

const newcomers = worthOf(builtInTerms("member"))

type Offered = { role: string; permissions?: readonly string[] | undefined }

/** New people count as members: any higher rank or additional permission gives them more. */
export async function giveNewcomersMore(tenantId: string, offers: readonly Offered[]): Promise<boolean> {
  const roles = await readTerms(
    db(),
    tenantId,
    offers.map(({ role }) => role),
  )
  return offers.some(({ role, permissions }) => {
    const terms = roles.get(role)
    return terms !== undefined && givesMore(newcomers, worthOf(terms, permissions))
  })
}
