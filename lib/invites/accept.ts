import type { z } from "zod"
import { markVerified } from "../accounts/service"
import { lockAccount } from "../accounts/store"
import { recordEvent } from "../audit-events/record"
import { sha256 } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { addMembership } from "../memberships/add"
import { markUsed } from "../memberships/last-used"
import { lockOrganization } from "../organizations/store"
import { scopeToBegin } from "../sessions/open-scope"
import { type SignIn, startSession } from "../sessions/service"
import { recordAcceptance } from "../terms/service"
import { capToCreatorPermissions } from "./creator"
import { type InviteLink, lookAtInvite, refuseDead, refuseUnproved, scopeOf } from "./link"
import { asNewOwner, newOwner } from "./new-owner"
import type { Acceptance } from "./schema"

/**
 * Accepts an invite by its link: as the person who is signed in with its address, otherwise with a name and password
 * for a new account. An emailed link proves the address, because it was emailed there; with a copied one, the person
 * has to be signed in with the verified address. An activated and verified account is
 * never changed without its session; an unverified one is taken over, after everything of its former holder has been
 * revoked.
 * @param me the signed-in person, or null
 * @throws AppError not_found, invite_expired, invite_revoked, token_expired, invite_email_mismatch, sign_in_to_accept,
 * email_not_verified, validation_failed (name, password), already_member, membership_suspended, invalid_token
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
  if (!invite.emailed) refuseUnproved(me)
  const fresh = me ? null : await newOwner(invite, input)
  return transaction(async (tx) => {
    const organization = await lockOrganization(tx, invite.tenantId, invite.organizationId)
    if (!organization) throw new AppError("invite_revoked")
    await useInvite(tx, token, invite)
    const terms = await capToCreatorPermissions(tx, invite)
    const person = me ? await asCaller(tx, me, invite) : await asNewOwner(tx, invite, fresh)
    const scope = scopeOf(invite)
    if (!me) await recordAcceptance(tx, person.userId, scope.tenantId)
    await addMembership(tx, { ...scope, ...terms, ...person, email: invite.email, status: "active" })
    await tx.invite.update({
      where: { tenantId_id: { tenantId: invite.tenantId, id: invite.id } },
      data: { acceptedBy: person.userId },
    })
    await recordEvent(
      tx,
      { userId: person.userId },
      {
        ...scope,
        action: "invite.accepted",
        target: { type: "invite", id: invite.id },
        after: { role: terms.role, permissions: terms.permissions, user_id: person.userId },
      },
    )
    await markUsed(tx, person.userId, scope)
    if (me?.sessionKind === kind && kind === "browser")
      return { userId: me.userId, sessionId: me.sessionId, refreshToken: null, scope }
    const opened = await scopeToBegin(tx, kind, scope, ["pwd"])
    return { ...(await startSession(tx, person.userId, kind, opened)), userId: person.userId, scope: opened }
  })
}

/** Uses an invite and its link: of concurrent requests one succeeds. @throws AppError as refuseDead */
async function useInvite(tx: Tx, token: string, { tenantId, id, email, emailed }: InviteLink): Promise<void> {
  const accepted = await tx.$executeRaw`
    UPDATE invites SET status = 'accepted', accepted_at = now(), version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND id = ${id} AND status = 'pending' AND expires_at > statement_timestamp()`
  const used = await tx.$executeRaw`
    UPDATE secrets SET used_at = now()
    WHERE hash = ${sha256(token)} AND kind = 'invite' AND used_at IS NULL AND revoked_at IS NULL
      AND expires_at > statement_timestamp() AND proves_address IS NOT DISTINCT FROM ${emailed ? email : null}`
  if (accepted > 0 && used > 0) return
  refuseDead(await lookAtInvite(token, tx))
  throw new AppError("token_expired")
}

async function asCaller(tx: Tx, me: UserCaller, invite: InviteLink) {
  const account = await lockAccount(tx, me.userId)
  await assertSignedIn(tx, me)
  if (account.email !== invite.email) throw new AppError("invite_email_mismatch")
  if (!invite.emailed) refuseUnproved({ verified: account.verifiedAt !== null })
  await markVerified(tx, me.userId)
  return { userId: me.userId, name: account.name }
}
