import { recordEvent } from "../audit-events/record"
import { requestedLocale } from "../core/context"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { actorOf } from "../core/identity/caller"
import { readTerms } from "../core/identity/role-terms"
import type { SeenVersion } from "../core/version"
import { refuseUndeliverable } from "../mail/undeliverable"
import { assertMayGrant, assignableRole } from "../memberships/assign"
import { creatorAccess } from "./creator"
import { type InviteRow, showInvite } from "./read"
import type { Invite } from "./schema"
import { pending } from "./service"
import { mailInvites, renewInvites, type Terms } from "./write"

/**
 * Emails a new link, for pending and expired invites. The old link stops working.
 * @throws AppError not_found, version_conflict, role_above_your_own, permission_not_held, invite_not_pending, and
 * validation_failed on `email` where it is undeliverable
 */
export async function resendInvite(
  actor: Actor<"invites:write">,
  id: string,
  ifMatch: SeenVersion = null,
): Promise<Invite> {
  return transaction(async (tx) => {
    const { current, invite, organization } = await pending(tx, actor, id, ifMatch)
    const { tenantId } = actor
    const creator = await newCreator(tx, current, invite)
    await refuseUndeliverable(tx, invite.email)
    const [renewed] = await renewInvites(tx, tenantId, [
      {
        ...invite,
        days: invite.expires_in_days,
        creator: creator ?? { type: invite.maker_type, id: invite.maker_id, name: invite.maker_name },
        locale: creator && requestedLocale(),
        mailId: newId("mail"),
        version: invite.send_count > 0 ? 1 : 0,
      },
    ])
    if (!renewed) throw new AppError("invite_not_pending")
    const entered = await isWaiting(tx, tenantId, organization.id, invite.email)
    await mailInvites(tx, tenantId, organization, [{ invite: renewed, entered }])
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId: organization.id,
      action: "invite.resent",
      target: { type: "invite", id },
    })
    return showInvite(renewed, "queued")
  })
}

/** Whether an admin has already added this person as a user, so that only a password is missing. */
async function isWaiting(tx: Tx, tenantId: string, organizationId: string, email: string): Promise<boolean> {
  const where = { tenantId, organizationId, email, status: "invited", deletedAt: null }
  return (await tx.membership.count({ where })) > 0
}

/**
 * An invite never grants more than its creator has. Once the creator no longer has access to the organization, the
 * person who resends the invite becomes its creator.
 * @returns the new creator, or null if the creator stays
 * @throws AppError role_above_your_own, permission_not_held
 */
async function newCreator(
  tx: Tx,
  current: Actor<"invites:write">,
  invite: InviteRow,
): Promise<Terms["creator"] | null> {
  const creator = { creatorType: invite.maker_type, creatorId: invite.maker_id }
  if (creator.creatorType === "system" || (await creatorAccess(tx, creator, current))) return null
  assignableRole(current, (await readTerms(tx, current.tenantId, [invite.role], "share")).get(invite.role))
  assertMayGrant(current, invite.permissions)
  return actorOf(current.caller)
}
