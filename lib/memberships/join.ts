import { recordEvent } from "../audit-events/record"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { scopeOfOrganization } from "../core/http/scope"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { getOrganization } from "../organizations/read"
import type { Organization } from "../organizations/schema"
import { admitsDomain, findSignUp, lockScope } from "../organizations/store"
import { addMembership, hasExpired } from "./add"

/**
 * Joins an organization whose sign-up policy admits the caller; others return not_found.
 * @throws AppError email_not_verified, not_found, already_member, membership_suspended
 */
export async function joinOrganization(me: UserCaller, id: string): Promise<Organization> {
  const scope = await scopeOfOrganization(me, id)
  if (!me.verified) throw new AppError("email_not_verified")
  return transaction(async (tx) => {
    const { tenantId } = scope
    await lockScope(tx, scope)
    const { userId, email, name, verified } = await assertSignedIn(tx, me)
    const organization = verified ? await findSignUp(id, tx) : null
    if (!organization || !(organization.signUp === "open" || admitsDomain(organization, email)))
      throw new AppError("not_found")
    const key = { tenantId, organizationId: id, userId }
    if (await hasExpired(tx, key)) throw new AppError("not_found")
    await addMembership(tx, { ...key, email, name, role: "member", status: "active", joins: true })
    await recordEvent(tx, me, {
      tenantId,
      organizationId: id,
      action: "member.joined",
      target: { type: "user", id: userId },
      after: { role: "member", policy: organization.signUp },
    })
    return getOrganization(scope, tx)
  })
}
