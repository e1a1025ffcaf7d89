import type { z } from "zod"
import { recordEvent } from "../audit-events/record"
import type { SignIn } from "../auth/service"
import { sha256 } from "../crypto"
import { db, type Tx, transaction } from "../db"
import { AppError, type ErrorCode, fieldError } from "../errors"
import { enqueueMail, linkTo } from "../mail/outbox"
import { addMembership } from "../memberships/add"
import { endMembership } from "../memberships/end"
import { markUsed } from "../memberships/own"
import { lockOrganization, organizationName } from "../organizations/service"
import { hashPassword, refuseWeakPassword } from "../passwords"
import { type MembershipRole, mayGrant, membershipRoles, outranks, type Role } from "../permissions"
import { mayMail } from "../ratelimit-mail"
import { keyStandingById, personStanding, type UserCaller } from "../session"
import { endSessions, startSession } from "../sessions/service"
import { abandonTenants } from "../tenants/service"
import { activateAccount, findAccount, markVerified, overwriteAccount } from "../users/service"
import type { Acceptance, InvitePreview } from "./schema"
import { closeInvite } from "./service"

type Place = { tenantId: string; organizationId: string }

/** What stands behind a link: the invite, and what has become of it and of this link. */
export type InviteLink = Place & {
  id: string
  email: string
  name: string | null
  role: Role
  permissions: string[]
  message: string | null
  state: "open" | "replaced" | "accepted" | "declined" | "revoked" | "expired"
  expiresAt: Date
  makerType: string
  makerId: string
  inviter: string
  organizationName: string
}

/**
 * Looks at an invite through its link, dead or alive. Never consumes anything.
 * @throws AppError not_found for a token that was never issued
 */
export async function lookAtInvite(token: string, client: Tx = db): Promise<InviteLink> {
  const [link] = await client.$queryRaw<{ tenant_id: string; subject: string; revoked: boolean }[]>`
    SELECT tenant_id, subject, revoked_at IS NOT NULL AS revoked FROM secrets WHERE hash = ${sha256(token)} AND kind = 'invite'`
  if (!link)
    throw new AppError("not_found", { message: "This link is not one of ours. Was it cut off? Copy all of it." })
  const [row] = await client.$queryRaw<
    (Omit<InviteLink, "state" | "organizationName"> & { status: string; expired: boolean })[]
  >`
    SELECT tenant_id AS "tenantId", organization_id AS "organizationId", id, email, name, role, permissions, message, status,
           expires_at AS "expiresAt", expires_at <= now() AS expired,
           maker_type AS "makerType", maker_id AS "makerId", maker_name AS inviter
    FROM invites WHERE tenant_id = ${link.tenant_id} AND id = ${link.subject}`
  if (!row) throw new AppError("not_found")
  const { status, expired, ...invite } = row
  const pending = expired ? "expired" : link.revoked ? "replaced" : "open"
  const state = status === "pending" ? pending : (status as InviteLink["state"])
  return { ...invite, state, organizationName: await organizationName(invite.tenantId, invite.organizationId, client) }
}

const deadCodes: Record<Exclude<InviteLink["state"], "open">, [ErrorCode, string]> = {
  expired: ["invite_expired", "This invite has expired. Ask for a new link."],
  revoked: ["invite_revoked", "This invite was withdrawn. Ask the person who invited you."],
  replaced: ["token_expired", "A newer link was sent to you. Open the latest mail."],
  accepted: ["token_expired", "This invite was accepted already. Sign in."],
  declined: ["token_expired", "This invite was declined. Ask the person who invited you for another."],
}

function refuseDead({ state }: InviteLink): void {
  if (state === "open") return
  const [code, message] = deadCodes[state]
  throw new AppError(code, { message })
}

/** @throws AppError not_found, invite_expired, invite_revoked, token_expired */
export async function getInviteByToken(token: string): Promise<z.input<typeof InvitePreview>> {
  const invite = await lookAtInvite(token)
  refuseDead(invite)
  const account = await findAccount(invite.email)
  const { inviter, email, name, role, message, expiresAt } = invite
  const next = account?.activatedAt && account.emailVerifiedAt ? "sign_in" : "create_account"
  return {
    organization: { name: invite.organizationName },
    inviter,
    email,
    name,
    role,
    message,
    expires_at: expiresAt,
    next,
  }
}

/**
 * Accepts an invite by its link: as whoever is signed in with its address, else with a name and password for a new
 * account. The link proves the address. An account that is activated and verified is never touched without its
 * session; an unverified one is taken over, and all it had ends first.
 * @param me who is signed in, or null
 * @throws AppError not_found, invite_expired, invite_revoked, token_expired, invite_email_mismatch, sign_in_to_accept,
 *   validation_failed (name, password), already_member, membership_suspended
 */
export async function acceptInvite(
  token: string,
  input: z.output<typeof Acceptance>,
  me: UserCaller | null,
  kind: "browser" | "api",
): Promise<SignIn> {
  const invite = await lookAtInvite(token)
  refuseDead(invite)
  if (me && me.email !== invite.email) throw new AppError("invite_email_mismatch")
  const fresh = me ? null : await newOwner(invite, input)
  return transaction(async (tx) => {
    const organization = await lockOrganization(tx, invite.tenantId, invite.organizationId)
    if (!organization) throw new AppError("invite_revoked")
    const terms = await cutToMaker(tx, invite)
    const accepted = await tx.$executeRaw`
      UPDATE invites SET status = 'accepted', accepted_at = now(), version = version + 1, updated_at = now()
      WHERE tenant_id = ${invite.tenantId} AND id = ${invite.id} AND status = 'pending' AND expires_at > now()`
    const used = await tx.$executeRaw`
      UPDATE secrets SET used_at = now()
      WHERE hash = ${sha256(token)} AND kind = 'invite' AND used_at IS NULL AND revoked_at IS NULL`
    if (accepted === 0 || used === 0) refuseDead(await lookAtInvite(token, tx))
    const person = me ? await asCaller(tx, me) : await asNewOwner(tx, invite.email, fresh)
    await addMembership(tx, { ...placeOf(invite), ...terms, ...person, email: invite.email, status: "active" })
    await tx.invite.update({
      where: { tenantId_id: { tenantId: invite.tenantId, id: invite.id } },
      data: { acceptedBy: person.userId },
    })
    const place = placeOf(invite)
    await recordEvent(
      tx,
      { userId: person.userId },
      {
        ...place,
        action: "invite.accepted",
        target: { type: "invite", id: invite.id },
        after: { role: terms.role, permissions: terms.permissions, user_id: person.userId },
      },
    )
    await markUsed(tx, person.userId, place)
    if (me?.sessionKind === kind && kind === "browser")
      return { userId: me.userId, sessionId: me.sessionId, refreshToken: null, place }
    return { ...(await startSession(tx, person.userId, kind, place)), userId: person.userId, place }
  })
}

const placeOf = ({ tenantId, organizationId }: Place): Place => ({ tenantId, organizationId })

async function newOwner(invite: InviteLink, input: z.output<typeof Acceptance>) {
  const account = await findAccount(invite.email)
  if (account?.activatedAt && account.emailVerifiedAt) throw new AppError("sign_in_to_accept")
  if (!input.name) throw fieldError("name", "required", "Enter your name.")
  if (!input.password) throw fieldError("password", "required", "Choose a password.")
  refuseWeakPassword(input.password, invite.email)
  return { name: input.name, hash: await hashPassword(input.password) }
}

async function asCaller(tx: Tx, me: UserCaller) {
  await markVerified(tx, me.userId)
  return { userId: me.userId, name: me.name }
}

async function asNewOwner(tx: Tx, email: string, fresh: { name: string; hash: string } | null) {
  if (!fresh) throw new AppError("sign_in_to_accept")
  const account = await findAccount(email, tx)
  if (account?.activatedAt && account.emailVerifiedAt) throw new AppError("sign_in_to_accept")
  if (!account?.activatedAt) {
    return { userId: await activateAccount(tx, { email, ...fresh, verified: true }), name: fresh.name }
  }
  await dispossess(tx, account.id, email)
  await overwriteAccount(tx, account.id, fresh.name, fresh.hash)
  return { userId: account.id, name: fresh.name }
}

/** Ends what somebody set up under an address that was not theirs. */
async function dispossess(tx: Tx, userId: string, email: string): Promise<void> {
  await endSessions(tx, userId, "account_taken_over")
  const places = await tx.userOrganization.findMany({ where: { userId } })
  for (const { tenantId, organizationId } of places)
    await endMembership(tx, { tenantId, organizationId }, { id: userId, email })
  await abandonTenants(tx, userId)
}

/** What an invite grants is cut to its maker's rights of this moment. */
async function cutToMaker(tx: Tx, invite: InviteLink): Promise<{ role: MembershipRole; permissions: string[] }> {
  const offered = membershipRoles.find((role) => role === invite.role) ?? "guest"
  if (invite.makerType === "system") return { role: offered, permissions: invite.permissions }
  const standing =
    invite.makerType === "api_key"
      ? await keyStandingById(tx, invite.makerId, placeOf(invite))
      : await makerStanding(tx, invite.makerId, placeOf(invite))
  if (!standing) throw new AppError("invite_revoked")
  const role = membershipRoles.find((r) => !outranks(r, offered) && !outranks(r, standing.role)) ?? "guest"
  return { role, permissions: invite.permissions.filter((p) => mayGrant(standing.role, standing.permissions, p)) }
}

async function makerStanding(tx: Tx, userId: string, place: Place) {
  const user = await tx.user.findFirst({ where: { id: userId, deletedAt: null }, select: { superAdmin: true } })
  return user && personStanding(userId, user.superAdmin, place, tx)
}

/** @throws AppError not_found, invite_expired, invite_revoked, token_expired */
export async function declineInvite(token: string): Promise<void> {
  await transaction(async (tx) => {
    const invite = await lookAtInvite(token, tx)
    refuseDead(invite)
    await closeInvite(tx, placeOf(invite), invite, "declined")
    await recordEvent(tx, null, {
      ...placeOf(invite),
      action: "invite.declined",
      target: { type: "invite", id: invite.id },
    })
  })
}

/**
 * Asks for a new link after the old one died: the inviter, or the organization's admins if they are gone. Once a day.
 * @throws AppError not_found for a token that was never issued
 */
export async function requestNewInvite(token: string): Promise<void> {
  const invite = await lookAtInvite(token)
  if ((invite.state !== "expired" && invite.state !== "revoked") || (await wasAskedToday(invite))) return
  const recipients: string[] = []
  for (const to of await whoCanRenew(db, invite)) if (await mayMail(to, invite.tenantId)) recipients.push(to)
  await transaction(async (tx) => {
    const first = await tx.$executeRaw`
      UPDATE invites SET requested_at = now() WHERE tenant_id = ${invite.tenantId} AND id = ${invite.id}
        AND (requested_at IS NULL OR requested_at < now() - interval '1 day')`
    if (first === 0) return
    const data = {
      organization: invite.organizationName,
      email: invite.email,
      url: linkTo(`/invites?org=${invite.organizationId}`),
    }
    for (const to of recipients)
      await enqueueMail(tx, { to, template: "invite_requested", data, tenantId: invite.tenantId })
  })
}

async function wasAskedToday({ tenantId, id }: InviteLink): Promise<boolean> {
  const [row] = await db.$queryRaw<{ today: boolean }[]>`
    SELECT requested_at >= now() - interval '1 day' AS today FROM invites WHERE tenant_id = ${tenantId} AND id = ${id}`
  return row?.today ?? false
}

async function whoCanRenew(tx: Tx, invite: InviteLink): Promise<string[]> {
  const maker = invite.makerType === "user" ? await tx.user.findUnique({ where: { id: invite.makerId } }) : null
  if (maker && (await makerStanding(tx, maker.id, placeOf(invite)))?.permissions.has("invites:write"))
    return [maker.email]
  const admins = await tx.membership.findMany({
    where: { ...placeOf(invite), role: "admin", status: "active", deletedAt: null },
    select: { email: true },
    take: 10,
  })
  return admins.map((admin) => admin.email)
}
