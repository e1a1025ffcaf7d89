import type { z } from "zod"
import { ensureAccount } from "../accounts/service"
import { recordEvent } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { actorOf } from "../core/identity/caller"
import type { MembershipRole, Role } from "../core/identity/permissions"
import { previewMail } from "../core/rate-limit/mail"
import { refuseUndeliverable } from "../mail/undeliverable"
import { addMembership } from "../memberships/add"
import { assignableRole, checkGrants } from "../memberships/grants"
import { showMember } from "../memberships/service"
import { lockOrganization } from "../organizations/store"
import type { NewUser, User } from "../users/schema"
import { type InviteRow, showInvite } from "./read"
import type { Invite, NewInvite } from "./schema"
import { insertInvite, mailInvite, renewInvite } from "./write"

type Offer = {
  email: string
  role: Role
  name?: string | undefined
  message?: string | undefined
  permissions?: string[] | undefined
  expires_in_days: number
}

/**
 * Invites an address into the actor's organization and mails it a link.
 * @throws AppError role_above_your_own, permission_not_held, already_member, membership_suspended, invite_already_pending
 */
export async function createInvite(actor: Actor<"invites:write">, input: z.output<typeof NewInvite>): Promise<Invite> {
  return transaction(async (tx) => {
    const { invite } = await offer(tx, actor, "invites:write", input, true)
    return showInvite(invite, "queued")
  })
}

/**
 * Says whether `createInvite` would go through, and writes nothing.
 * @param planned how many mails the tenant is about to send before this one
 * @throws AppError as createInvite
 */
export async function previewInvite(
  actor: Actor<"invites:write">,
  input: z.output<typeof NewInvite>,
  planned = 0,
): Promise<void> {
  await previewMail(input.email, actor.tenantId, planned)
  await checkOffer(db(), actor, String(actor.organizationId), input)
  await refuseUndeliverable(db(), input.email)
}

/** What has to hold for an offer: asked before it, and again where it is written, behind the organization's lock. */
async function checkOffer(client: Tx, actor: Actor<never>, organizationId: string, input: Offer) {
  const role = assignableRole(actor, input.role)
  checkGrants(actor, input.permissions ?? [])
  const waiting = await refuseMembers(client, actor.tenantId, organizationId, input.email)
  const [old] = await pendingTo(client, actor.tenantId, organizationId, input.email)
  if (old && !old.expired) throw new AppError("invite_already_pending")
  return { role, waiting, lapsed: old?.id }
}

/**
 * Makes a user for an address: an ordinary invite with a name, and a membership that waits for it. The answer is the
 * same whether the address has an account or not.
 * @throws AppError as createInvite, and external_id_taken
 */
export async function createUser(actor: Actor<"users:write">, input: z.output<typeof NewUser>): Promise<User> {
  return transaction(async (tx) => {
    const offered = { ...input, expires_in_days: 7 }
    const { organization, role } = await offer(tx, actor, "users:write", offered, input.send_invite, true)
    const account = await ensureAccount(tx, input.email)
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
 * Writes the invite, and mails it where that is asked for.
 * @param entered whether the person is being entered as a user with it
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
  await recordEvent(tx, actor.caller, {
    tenantId,
    organizationId,
    action: "invite.created",
    target: { type: "invite", id: invite.id },
    after: { role, permissions: input.permissions ?? [] },
  })
  return { invite, role, organization }
}

/** @returns whether somebody with this address was entered already and has not accepted yet */
async function refuseMembers(tx: Tx, tenantId: string, organizationId: string, email: string): Promise<boolean> {
  const row = await tx.membership.findFirst({
    where: { tenantId, organizationId, email, deletedAt: null },
    select: { status: true },
  })
  if (row?.status === "suspended") throw new AppError("membership_suspended")
  if (row?.status === "active") throw new AppError("already_member")
  return row !== null
}

/** A pending invite that has expired never blocks: its row is renewed. */
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

function pendingTo(client: Tx, tenantId: string, organizationId: string, email: string) {
  return client.$queryRaw<{ id: string; expired: boolean }[]>`
    SELECT id, expires_at <= now() AS expired FROM invites
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND email = ${email} AND status = 'pending'`
}
