import { recordEvent } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { outranks } from "../core/identity/permissions"
import { assertVersion, type SeenVersion } from "../core/version"
import { endWaiting } from "../memberships/ends-waiting"
import { lockOrganization } from "../organizations/store"
import { type InviteRow, readInvite } from "./read"
import type { Invite } from "./schema"

type Organization = { id: string; name: string }

/**
 * Locks the organization and returns the invite, if the actor's role is high enough for it.
 * @throws AppError not_found, version_conflict, role_above_your_own, invite_not_pending
 */
export async function pending(
  tx: Tx,
  actor: Actor<"invites:write">,
  id: string,
  ifMatch: SeenVersion,
): Promise<{ current: Actor<"invites:write">; invite: InviteRow; organization: Organization }> {
  const { tenantId, organizationId } = actor
  const locked = organizationId && (await lockOrganization(tx, tenantId, organizationId))
  if (!locked || !organizationId) throw new AppError("not_found")
  const current = await assertStillAuthorized(tx, actor, "invites:write")
  const invite = await readInvite(tx, actor, id)
  assertVersion(ifMatch, invite.version)
  if (outranks(invite.role_rank, current.role_rank)) throw new AppError("role_above_your_own")
  if (invite.status !== "pending" && invite.status !== "expired") throw new AppError("invite_not_pending")
  return { current, invite, organization: { id: organizationId, name: locked.name } }
}

/**
 * Revokes an invite and keeps its row.
 * @throws AppError not_found, version_conflict, role_above_your_own, invite_not_pending
 */
export async function revokeInvite(
  actor: Actor<"invites:write">,
  id: string,
  ifMatch: SeenVersion = null,
): Promise<void> {
  await transaction(async (tx) => {
    const { invite, organization } = await pending(tx, actor, id, ifMatch)
    await closeInvite(tx, { tenantId: actor.tenantId, organizationId: organization.id }, invite, "revoked")
    await recordEvent(tx, actor.caller, {
      tenantId: actor.tenantId,
      organizationId: organization.id,
      action: "invite.revoked",
      target: { type: "invite", id },
    })
  })
}

/** Closes a pending invite with its link and the membership that waited for it. Decided by the write. */
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
