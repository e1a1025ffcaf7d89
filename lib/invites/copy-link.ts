import { withReturnOf } from "../applications/return-address"
import { recordEvent } from "../audit-events/record"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { issueLink } from "../core/identity/secrets"
import { linkTo } from "../mail/outbox"
import { revokeCopiedLinks } from "./ends"
import { pending } from "./service"

/**
 * Issues a link of a pending invite for an admin to pass on. It proves no address, since we don't email it: accepting by
 * it requires being signed in with the invited, verified address. It expires with the invite, and replaces the link that
 * was copied before.
 * @returns the link, shown this once
 * @throws AppError not_found, role_above_your_own, invite_not_pending
 */
export async function copyInviteLink(actor: Actor<"invites:write">, id: string) {
  return transaction(async (tx) => {
    const { invite, organization } = await pending(tx, actor, id, null)
    if (invite.status !== "pending") throw new AppError("invite_not_pending")
    const { tenantId } = actor
    await revokeCopiedLinks(tx, tenantId, id)
    const owner = { tenantId, organizationId: organization.id, subject: id, provesAddress: null }
    const token = await issueLink(tx, "invite", owner, invite.expires_at)
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId: organization.id,
      action: "invite.link_copied",
      target: { type: "invite", id },
    })
    return { url: linkTo(withReturnOf(`/invites/${token}`, invite)), expires_at: invite.expires_at }
  })
}
