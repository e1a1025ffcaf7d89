import type { z } from "zod"
import { ensureAccount } from "../accounts/service"
import { recordEvent } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { actorOf } from "../core/identity/caller"
import type { MembershipRole } from "../core/identity/permissions"
import { refuseUndeliverable } from "../mail/undeliverable"
import { addMembership } from "../memberships/add"
import { showMember } from "../memberships/service"
import { lockOrganization } from "../organizations/store"
import type { NewUser, User } from "../users/schema"
import { checkOffer, type Offer } from "./check"
import { type InviteRow, showInvite } from "./read"
import type { Invite, NewInvite } from "./schema"
import { insertInvite, mailInvite, renewInvite } from "./write"

/**
 * Invites an address into the actor's organization and emails a link.
 * @throws AppError role_above_your_own, permission_not_held, already_member, membership_suspended,
 * invite_already_pending
 */
export async function createInvite(actor: Actor<"invites:write">, input: z.output<typeof NewInvite>): Promise<Invite> {
  return transaction(async (tx) => {
    const { invite, role } = await offer(tx, actor, "invites:write", input, true)
    await recordOffer(tx, actor, invite, { role, permissions: input.permissions ?? [] })
    return showInvite(invite, "queued")
  })
}

/**
 * Creates a user for an address: an invite with a name, and a membership that waits for it. The response is the same
 * whether or not the address has an account.
 * @throws AppError as createInvite, and external_id_taken
 */
export async function createUser(actor: Actor<"users:write">, input: z.output<typeof NewUser>): Promise<User> {
  return transaction(async (tx) => {
    const offered = { ...input, expires_in_days: 7 }
    const { organization, invite, role } = await offer(tx, actor, "users:write", offered, input.send_invite, true)
    const account = await ensureAccount(tx, input.email)
    await recordOffer(tx, actor, invite, { role, permissions: input.permissions ?? [], user_id: account.id })
    await addMembership(tx, {
      tenantId: actor.tenantId,
      organizationId: organization.id,
      userId: account.id,
      email: input.email,
      name: input.name,
      role,
      permissions: input.permissions ?? [],
      status: "invited",
      externalId: input.external_id ?? null,
      metadata: input.metadata ?? {},
    })
    return showMember(actor, account.id, tx)
  })
}

/**
 * Writes the invite, and emails it if requested.
 * @param entered whether the person is added as a user at the same time
 */
async function offer<P extends "invites:write" | "users:write">(
  tx: Tx,
  actor: Actor<P>,
  right: P,
  input: Offer,
  mailed: boolean,
  entered = false,
) {
  const { tenantId, organizationId } = actor
  if (!organizationId) throw fieldError("organization_id", "required", { reason: "organization" })
  const locked = await lockOrganization(tx, tenantId, organizationId)
  if (!locked) throw new AppError("not_found")
  const now = await assertStillAuthorized(tx, actor, right)
  const { role, waiting, lapsed } = await checkOffer(tx, now, organizationId, input)
  const organization = { id: organizationId, name: locked.name }
  const invite = await write(tx, now, organizationId, role, lapsed, input, mailed ? newId("mail") : null)
  if (mailed) await mailInvite(tx, tenantId, organization, invite, entered || waiting)
  return { invite, role, organization }
}

/** @param after names the user, where one was entered with the invite */
function recordOffer(
  tx: Tx,
  { tenantId, organizationId, caller }: Actor<never>,
  { id }: InviteRow,
  after: { role: string; permissions: string[]; user_id?: string },
): Promise<void> {
  return recordEvent(tx, caller, {
    tenantId,
    organizationId,
    action: "invite.created",
    target: { type: "invite", id },
    after,
  })
}

/** Renews the row of a pending invite that has expired, so that it never blocks a new one. */
async function write(
  tx: Tx,
  actor: Actor<never>,
  organizationId: string,
  role: MembershipRole,
  lapsed: string | undefined,
  input: Offer,
  mailId: string | null,
): Promise<InviteRow> {
  const { tenantId } = actor
  const { email, expires_in_days: days } = input
  if (mailId) await refuseUndeliverable(tx, email)
  const words = { name: input.name ?? null, message: input.message || null }
  const terms = { ...words, role, permissions: input.permissions ?? [], days, creator: actorOf(actor.caller) }
  if (lapsed) return renewInvite(tx, { tenantId, id: lapsed, days }, terms, mailId)
  return insertInvite(tx, { tenantId, organizationId, email }, terms, mailId)
}
