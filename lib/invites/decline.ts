import { recordEvent } from "../audit-events/record"
import { transaction } from "../core/db/transaction"
import { lockOrganization } from "../organizations/store"
import { lookAtInvite, refuseDead, scopeOf } from "./link"
import { closeInvite } from "./service"

/** @throws AppError not_found, invite_expired, invite_revoked, token_expired */
export async function declineInvite(token: string): Promise<void> {
  const { tenantId, organizationId } = await lookAtInvite(token)
  await transaction(async (tx) => {
    await lockOrganization(tx, tenantId, organizationId)
    const invite = await lookAtInvite(token, tx)
    refuseDead(invite)
    await closeInvite(tx, scopeOf(invite), invite, "declined")
    await recordEvent(tx, null, {
      ...scopeOf(invite),
      action: "invite.declined",
      target: { type: "invite", id: invite.id },
    })
  })
}
