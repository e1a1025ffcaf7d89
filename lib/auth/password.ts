import type { z } from "zod"
import { reopenAccount } from "../accounts/ends"
import { claimAccount, notifyOfPasswordChange, storePassword } from "../accounts/service"
import { type Account, accountOf, findAccount, lockAccount, ownershipOf } from "../accounts/store"
import { type RecentKey, recentKeysOf, revokeOwnKeys } from "../api-keys/recent"
import { recordEvent, recordInTenants, systemTenant } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { inEvenTime } from "../core/identity/equal-time"
import { hashPassword, refuseWeakPassword } from "../core/identity/passwords"
import { consumeLink, issueLink, peekLink, revokeLinks } from "../core/identity/secrets"
import { consumeMailQuota } from "../core/rate-limit/mail"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { addressForReset } from "../memberships/sign-in"
import { lockScope } from "../organizations/store"
import { restoreAccount } from "../users/close"
import { lockOrganizationsOf, rejoin, takeOver } from "../users/take-over"
import type { PasswordReset } from "./schema"

const minutes = 60
const revokeHours = 24

/**
 * Emails a link for a new password; a second one makes the first invalid. Also to the owner of a closed account, which the
 * reset restores. Doesn't tell whether the address is known, nor does its time.
 */
export function requestPasswordReset(email: string): Promise<void> {
  return inEvenTime(async () => {
    const account = await mailable(email)
    if (account && (await consumeMailQuota(email, null))) await transaction((tx) => mailLink(tx, account))
  })
}

/** Where a link for a member's new password goes. @throws AppError not_found, role_above_your_own */
export function resetAddress(actor: Actor<"users:write">, userId: string): Promise<string> {
  return addressForReset(db(), actor, userId)
}

/**
 * Emails a member a link for a new password because an admin asked for it; event, email and response are one.
 * @returns false, without an event, where nothing is mailed: the account is closed for good
 * @throws AppError not_found, role_above_your_own
 */
export async function sendResetLink(actor: Actor<"users:write">, userId: string): Promise<boolean> {
  const account = await mailable(await resetAddress(actor, userId))
  return transaction(async (tx) => {
    await lockScope(tx, actor)
    await addressForReset(tx, await assertStillAuthorized(tx, actor, "users:write"), userId)
    if (!account) return false
    const { tenantId, organizationId } = actor
    const target = { type: "user", id: userId } as const
    await recordEvent(tx, actor.caller, { tenantId, organizationId, action: "member.password_reset_sent", target })
    await mailLink(tx, account)
    return true
  })
}

async function mailable(email: string): Promise<Account | null> {
  const account = await findAccount(email)
  return account && !account.overdue ? account : null
}

/** To the address that the account has now, behind its lock. */
async function mailLink(tx: Tx, seen: Account): Promise<void> {
  const { id, name, email } = await lockAccount(tx, seen.id)
  await revokeLinks(tx, ["reset_password"], { userIds: [id] })
  const token = await issueLink(tx, "reset_password", { userId: id, provesAddress: email }, minutes * 60)
  const data = { name: name || email, url: linkTo(`/reset-password?token=${token}`), minutes }
  await enqueueMail(tx, { to: email, template: "reset_password", data, tenantId: null })
}

/**
 * Sets a new password by the token of the emailed link. The link proves the address: the account is verified from then on,
 * one without a password becomes its owner's, an unverified one is taken over from whoever registered it, a closed one
 * comes back. Sessions and links end. API keys of a verified account go on: those of the last 30 days are listed, in the
 * response and in an email with a button to revoke them, in case somebody else created them.
 * @throws AppError not_found, token_expired, validation_failed on new_password
 */
export async function resetPassword(
  input: z.output<typeof PasswordReset>,
): Promise<{ email: string; api_keys: { id: string; name: string }[] }> {
  const { user_id } = await peekLink("reset_password", input.token)
  const { id, email } = (await accountOf(user_id ?? "")) ?? gone()
  refuseWeakPassword(input.new_password, email, "new_password")
  const hash = await hashPassword(input.new_password)
  return transaction(async (tx) => {
    await lockOrganizationsOf(tx, id)
    const account = await lockAccount(tx, id)
    const link = await consumeLink(tx, "reset_password", input.token)
    if (link.proves_address !== account.email || account.overdue) gone()
    const keys = await setPasswordOfOwner(tx, account, hash)
    await recordInTenants(tx, { userId: id }, [systemTenant], {
      action: "user.password_reset",
      target: { type: "user", id },
    })
    return { email: account.email, api_keys: keys.map((key) => ({ id: key.id, name: key.name })) }
  })
}

function gone(): never {
  throw new AppError("token_expired")
}

/**
 * Gives an account to whoever has proved to own it, with a new password. Its organizations and the account are locked.
 * @returns the API keys of the last 30 days that go on
 */
export async function setPasswordOfOwner(tx: Tx, account: Account, hash: string): Promise<RecentKey[]> {
  const { id, email } = account
  const takenOver = ownershipOf(account) === "unproved"
  const open = takenOver ? await takeOver(tx, account) : []
  if (!takenOver) await end(tx, "password_reset", { userIds: [id] })
  if (account.closedAt && !takenOver) await restoreAccount(tx, account)
  if (account.closedAt && takenOver) await reopenAccount(tx, id)
  await storePassword(tx, id, hash)
  const name = await claimAccount(tx, { id, email, name: takenOver ? "" : account.name })
  await rejoin(tx, open, account, name)
  await notifyOfPasswordChange(tx, { name, email })
  const keys = takenOver ? [] : await recentKeysOf(id, tx)
  if (keys.length > 0) await offerToRevoke(tx, { id, name, email }, keys)
  return keys
}

type Owner = { id: string; email: string; name: string }

async function offerToRevoke(tx: Tx, { id, email, name }: Owner, keys: { name: string }[]): Promise<void> {
  const token = await issueLink(tx, "revoke_keys", { userId: id, provesAddress: email }, revokeHours * 3600)
  const url = linkTo(`/revoke-keys?token=${token}`)
  const data = { name, keys: keys.map((key) => key.name), url, hours: revokeHours }
  await enqueueMail(tx, { to: email, template: "review_api_keys", data, tenantId: null })
}

/**
 * Revokes the API keys that somebody created in the last 30 days, by the emailed link.
 * @returns how many
 * @throws AppError not_found, token_expired
 */
export async function revokeRecentKeys(token: string): Promise<number> {
  const { user_id } = await peekLink("revoke_keys", token)
  return transaction(async (tx) => {
    const account = await lockAccount(tx, user_id ?? "")
    const link = await consumeLink(tx, "revoke_keys", token)
    if (link.proves_address !== account.email) gone()
    return revokeOwnKeys(tx, account.id, await recentKeysOf(account.id, tx))
  })
}

/** The names of the keys that a link would revoke. Does not use it. @throws AppError not_found, token_expired */
export async function keysToRevoke(token: string): Promise<string[]> {
  const { user_id } = await peekLink("revoke_keys", token)
  return (await recentKeysOf(user_id ?? "")).map((key) => key.name)
}
