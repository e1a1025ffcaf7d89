import type { z } from "zod"
import { reopenAccount } from "../accounts/ends"
import { activateAccount, claimAccount, markVerified, storePassword } from "../accounts/service"
import { type Account, findAccount, lockAccount, ownershipOf } from "../accounts/store"
import { recordEvent } from "../audit-events/record"
import { sha256 } from "../core/crypto"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, type ErrorCode, fieldError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { hashPassword, refuseWeakPassword } from "../core/identity/passwords"
import { type MembershipRole, mayGrant, membershipRoles, outranks, type Role } from "../core/identity/permissions"
import { consumeMailQuota } from "../core/rate-limit/mail"
import { enqueueMail, linkTo } from "../mail/outbox"
import { addMembership } from "../memberships/add"
import { markUsed } from "../memberships/me"
import { lockOrganization, organizationName } from "../organizations/store"
import type { SignIn } from "../sessions/service"
import { startSession } from "../sessions/service"
import { lockOrganizationsOf, rejoin, takeOver } from "../users/take-over"
import { creatorAccess } from "./creator"
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
 * Looks at an invite through its link, valid or not. Never consumes anything.
 * @throws AppError not_found for a token that was never issued
 */
export async function lookAtInvite(token: string, client: Tx = db): Promise<InviteLink> {
  const [link] = await client.$queryRaw<{ tenant_id: string; subject: string; revoked: boolean; expired: boolean }[]>`
    SELECT tenant_id, subject, revoked_at IS NOT NULL AS revoked, expires_at <= now() AS expired
    FROM secrets WHERE hash = ${sha256(token)} AND kind = 'invite'`
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
  const pending = expired ? "expired" : link.revoked ? "replaced" : link.expired ? "expired" : "open"
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
  const next = ownershipOf(account) === "proved" ? "sign_in" : "create_account"
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
 * account. The link proves the address, since it was emailed there. An account that is activated and verified is never
 * touched without its session; an unverified one is taken over, and all that its former holder had ends first.
 * @param me who is signed in, or null
 * @throws AppError not_found, invite_expired, invite_revoked, token_expired, invite_email_mismatch, sign_in_to_accept,
 *   validation_failed (name, password), already_member, membership_suspended, invalid_token
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
    await useInvite(tx, token, invite)
    const terms = await capToCreatorPermissions(tx, invite)
    const person = me ? await asCaller(tx, me, invite) : await asNewOwner(tx, invite, fresh)
    const place = placeOf(invite)
    await addMembership(tx, { ...place, ...terms, ...person, email: invite.email, status: "active" })
    await tx.invite.update({
      where: { tenantId_id: { tenantId: invite.tenantId, id: invite.id } },
      data: { acceptedBy: person.userId },
    })
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

/** Uses an invite and its link: of any number of requests one succeeds. @throws AppError as refuseDead */
async function useInvite(tx: Tx, token: string, { tenantId, id, email }: InviteLink): Promise<void> {
  const accepted = await tx.$executeRaw`
    UPDATE invites SET status = 'accepted', accepted_at = now(), version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND id = ${id} AND status = 'pending' AND expires_at > clock_timestamp()`
  const used = await tx.$executeRaw`
    UPDATE secrets SET used_at = now()
    WHERE hash = ${sha256(token)} AND kind = 'invite' AND used_at IS NULL AND revoked_at IS NULL
      AND expires_at > clock_timestamp() AND proves_address = ${email}`
  if (accepted > 0 && used > 0) return
  refuseDead(await lookAtInvite(token, tx))
  throw new AppError("token_expired")
}

const placeOf = ({ tenantId, organizationId }: Place): Place => ({ tenantId, organizationId })

async function newOwner(invite: InviteLink, input: z.output<typeof Acceptance>) {
  if (ownershipOf(await findAccount(invite.email)) === "proved") throw new AppError("sign_in_to_accept")
  if (!input.name) throw fieldError("name", "required", "Enter your name.")
  if (!input.password) throw fieldError("password", "required", "Choose a password.")
  refuseWeakPassword(input.password, invite.email)
  return { name: input.name, hash: await hashPassword(input.password) }
}

async function asCaller(tx: Tx, me: UserCaller, invite: InviteLink) {
  const account = await lockAccount(tx, me.userId)
  await assertSignedIn(tx, me)
  if (account.email !== invite.email) throw new AppError("invite_email_mismatch")
  await markVerified(tx, me.userId)
  return { userId: me.userId, name: account.name }
}

async function asNewOwner(tx: Tx, invite: InviteLink, fresh: { name: string; hash: string } | null) {
  const { email } = invite
  const found = await findAccount(email, tx)
  if (!fresh || ownershipOf(found) === "proved") throw new AppError("sign_in_to_accept")
  if (ownershipOf(found) === "nobody")
    return { userId: await activateAccount(tx, { email, ...fresh, verified: true }), name: fresh.name }
  const account = await lockUnproved(tx, found, email)
  // What they are in the invite's organization is what the invite says.
  const open = (await takeOver(tx, account)).filter((scope) => scope.organizationId !== invite.organizationId)
  const { name } = fresh
  await reopenAccount(tx, account.id)
  await storePassword(tx, account.id, fresh.hash)
  await claimAccount(tx, { id: account.id, email, name })
  await rejoin(tx, open, account, name)
  return { userId: account.id, name }
}

async function lockUnproved(tx: Tx, found: Account | null, email: string): Promise<Account> {
  await lockOrganizationsOf(tx, found?.id ?? "")
  const account = await lockAccount(tx, found?.id ?? "")
  if (account.email !== email || ownershipOf(account) !== "unproved") throw new AppError("sign_in_to_accept")
  return account
}

/** What an invite grants is cut to its maker's rights of this moment. */
async function capToCreatorPermissions(
  tx: Tx,
  invite: InviteLink,
): Promise<{ role: MembershipRole; permissions: string[] }> {
  const offered = membershipRoles.find((role) => role === invite.role) ?? "guest"
  if (invite.makerType === "system") return { role: offered, permissions: invite.permissions }
  const standing = await creatorAccess(tx, invite, placeOf(invite))
  if (!standing) throw new AppError("invite_revoked")
  const role = membershipRoles.find((r) => !outranks(r, offered) && !outranks(r, standing.role)) ?? "guest"
  return { role, permissions: invite.permissions.filter((p) => mayGrant(standing.role, standing.permissions, p)) }
}

/** @throws AppError not_found, invite_expired, invite_revoked, token_expired */
export async function declineInvite(token: string): Promise<void> {
  const { tenantId, organizationId } = await lookAtInvite(token)
  await transaction(async (tx) => {
    await lockOrganization(tx, tenantId, organizationId)
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
  for (const to of await whoCanRenew(db, invite)) if (await consumeMailQuota(to, invite.tenantId)) recipients.push(to)
  await transaction(async (tx) => {
    if (!(await lockOrganization(tx, invite.tenantId, invite.organizationId))) return
    const able = new Set(await whoCanRenew(tx, invite))
    const first = await tx.$executeRaw`
      UPDATE invites SET requested_at = now() WHERE tenant_id = ${invite.tenantId} AND id = ${invite.id}
        AND (requested_at IS NULL OR requested_at < now() - interval '1 day')`
    if (first === 0) return
    const data = {
      organization: invite.organizationName,
      email: invite.email,
      url: linkTo(`/invites?org=${invite.organizationId}`),
    }
    for (const to of recipients.filter((one) => able.has(one)))
      await enqueueMail(tx, { to, template: "invite_requested", data, tenantId: invite.tenantId })
  })
}

async function wasAskedToday({ tenantId, id }: InviteLink): Promise<boolean> {
  const [row] = await db.$queryRaw<{ today: boolean }[]>`
    SELECT requested_at >= now() - interval '1 day' AS today FROM invites WHERE tenant_id = ${tenantId} AND id = ${id}`
  return row?.today ?? false
}

async function whoCanRenew(tx: Tx, invite: InviteLink): Promise<string[]> {
  const creator = invite.makerType === "user" ? await tx.user.findUnique({ where: { id: invite.makerId } }) : null
  if (creator && (await creatorAccess(tx, invite, placeOf(invite)))?.permissions.has("invites:write"))
    return [creator.email]
  const admins = await tx.membership.findMany({
    where: {
      ...placeOf(invite),
      role: "admin",
      status: "active",
      deletedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
    orderBy: { userId: "asc" },
    select: { email: true },
    take: 10,
  })
  return admins.map((admin) => admin.email)
}
