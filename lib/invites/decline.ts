import { recordEvent } from "../audit-events/record"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { lockOrganization } from "../organizations/store"
import { lookAtInvite, refuseDead, refuseUnproved, scopeOf } from "./link"
import { closeInvite } from "./service"

/**
 * Declines an invite by its link; by a copied one, only as the person who is signed in with its verified address.
 * @param sender returns the signed-in person; called only where the link doesn't prove the address
 * @throws AppError not_found, invite_expired, invite_revoked, token_expired, sign_in_to_accept, email_not_verified,
 * invite_email_mismatch
 */
export async function declineInvite(token: string, sender: () => Promise<UserCaller | null>): Promise<void> {
  const { tenantId, organizationId, emailed } = await lookAtInvite(token)
  const me = emailed ? null : await sender()
  await transaction(async (tx) => {
    await lockOrganization(tx, tenantId, organizationId)
    const invite = await lookAtInvite(token, tx)
    refuseDead(invite)
    if (!emailed) {
      refuseUnproved(me)
      if (me?.email !== invite.email) throw new AppError("invite_email_mismatch")
      await assertSignedIn(tx, me)
    }
    await closeInvite(tx, scopeOf(invite), invite, "declined")
    await recordEvent(tx, me, {
      ...scopeOf(invite),
      action: "invite.declined",
      target: { type: "invite", id: invite.id },
    })
  })
}
