import { recordEvent } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { actorOf } from "../core/identity/caller"
import { outranks } from "../core/identity/permissions"
import { refuseUndeliverable } from "../mail/undeliverable"
import { endWaiting } from "../memberships/ends-waiting"
import { assignableRole, checkGrants } from "../memberships/grants"
import { lockOrganization } from "../organizations/store"
import { creatorAccess } from "./creator"
import { type InviteRow, readInvite, showInvite } from "./read"
import type { Invite } from "./schema"
import { mailInvite, renewInvite, type Terms } from "./write"

type Organization = { id: string; name: string }

/** Locks the organization and gives the invite, if the actor ranks high enough for it. */
async function pending(
  tx: Tx,
  actor: Actor<"invites:write">,
  id: string,
): Promise<{ now: Actor<"invites:write">; invite: InviteRow; organization: Organization }> {
  const { tenantId, organizationId } = actor
  const locked = organizationId && (await lockOrganization(tx, tenantId, organizationId))
  if (!locked || !organizationId) throw new AppError("not_found")
  const now = await assertStillAuthorized(tx, actor, "invites:write")
  const invite = await readInvite(tx, actor, id)
  if (outranks(invite.role, now.role)) throw new AppError("role_above_your_own")
  if (invite.status !== "pending" && invite.status !== "expired") throw new AppError("invite_not_pending")
  return { now, invite, organization: { id: organizationId, name: locked.name } }
}

/**
 * Mails a new link; works while pending and after expiry. The old link is dead.
 * @throws AppError not_found, role_above_your_own, invite_not_pending
 */
export async function resendInvite(actor: Actor<"invites:write">, id: string): Promise<Invite> {
  return transaction(async (tx) => {
    const { now, invite, organization } = await pending(tx, actor, id)
    const { tenantId } = actor
    const creator = await newCreator(tx, now, invite)
    await refuseUndeliverable(tx, invite.email)
    const of = { tenantId, id, days: invite.expires_in_days }
    const renewed = await renewInvite(tx, of, creator ? { creator } : {}, newId("mail"), invite.send_count > 0 ? 1 : 0)
    await mailInvite(tx, tenantId, organization, renewed, await isWaiting(tx, tenantId, organization.id, invite.email))
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId: organization.id,
      action: "invite.resent",
      target: { type: "invite", id },
    })
    return showInvite(renewed, "queued")
  })
}

/** Whether an admin has entered this person already, so that only a password is missing. */
async function isWaiting(tx: Tx, tenantId: string, organizationId: string, email: string): Promise<boolean> {
  const where = { tenantId, organizationId, email, status: "invited", deletedAt: null }
  return (await tx.membership.count({ where })) > 0
}

/**
 * An invite is worth no more than its creator. Once the creator has no part in the organization any more, whoever sends it
 * again becomes its creator.
 * @returns that one, or null where the creator stays
 * @throws AppError role_above_your_own, permission_not_held
 */
async function newCreator(tx: Tx, now: Actor<"invites:write">, invite: InviteRow): Promise<Terms["creator"] | null> {
  const creator = { creatorType: invite.maker_type, creatorId: invite.maker_id }
  if (creator.creatorType === "system" || (await creatorAccess(tx, creator, now))) return null
  assignableRole(now, invite.role)
  checkGrants(now, invite.permissions)
  return actorOf(now.caller)
}

/**
 * Withdraws an invite and keeps its row.
 * @throws AppError not_found, role_above_your_own, invite_not_pending
 */
export async function revokeInvite(actor: Actor<"invites:write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { invite, organization } = await pending(tx, actor, id)
    await closeInvite(tx, { tenantId: actor.tenantId, organizationId: organization.id }, invite, "revoked")
    await recordEvent(tx, actor.caller, {
      tenantId: actor.tenantId,
      organizationId: organization.id,
      action: "invite.revoked",
      target: { type: "invite", id },
    })
  })
}

/** Ends a pending invite, its link, and the membership that waited for it. Decided by the write. */
export async function closeInvite(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  { id }: Pick<Invite, "id">,
  status: "revoked" | "declined",
): Promise<void> {
  const changed = await tx.$executeRaw`
    UPDATE invites SET status = ${status}, version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND id = ${id} AND status = 'pending'`
  if (changed === 0) throw new AppError("invite_not_pending")
  await endWaiting(tx, { tenantIds: [tenantId], organizationIds: [organizationId] })
}
