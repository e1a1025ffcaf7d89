import type { z } from "zod"
import { recentKeysOf, revokeOwnKeys } from "../api-keys/recent"
import { recordEvent, systemTenant } from "../audit-events/record"
import { db, type Tx, transaction } from "../db"
import { inEvenTime } from "../even-time"
import { enqueueMail, linkTo } from "../mail/outbox"
import { addressForReset } from "../memberships/remove"
import { hashPassword, refuseWeakPassword } from "../passwords"
import { mayMail } from "../ratelimit-mail"
import { consumeLink, issueLink, peekLink, revokeLinks } from "../secrets"
import type { Actor } from "../session"
import { endSessions } from "../sessions/service"
import { afterPasswordChange, claimAccount, findAccount, storePassword } from "../users/service"
import type { Accepted, PasswordReset } from "./schema"

const minutes = 60
const revokeHours = 24

/** Mails a link for a new password; a second one makes the first dead. Says nothing about whether the address is known, nor does its time. */
export function requestPasswordReset(email: string): Promise<void> {
  return inEvenTime(async () => {
    const account = await mailable(email)
    if (account) await transaction((tx) => mailLink(tx, account))
  })
}

/**
 * Mails a member a link for a new password because an admin asked for it; event, mail and answer are one.
 * @throws AppError not_found, role_above_your_own
 */
export async function sendResetLink(actor: Actor<"users:write">, userId: string): Promise<z.output<typeof Accepted>> {
  const account = await mailable(await addressForReset(actor, userId))
  return transaction(async (tx) => {
    const { tenantId, organizationId } = actor
    const target = { type: "user", id: userId } as const
    await recordEvent(tx, actor.caller, { tenantId, organizationId, action: "member.password_reset_sent", target })
    if (account) await mailLink(tx, account)
    return { message: "A link is on its way to the owner of the account." }
  })
}

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

async function mailable(email: string): Promise<Account | null> {
  const account = await findAccount(email)
  return account && !account.deletedAt && (await mayMail(email, null)) ? account : null
}

async function mailLink(tx: Tx, { id, name, email }: Account): Promise<void> {
  await revokeLinks(tx, ["reset_password"], { userId: id })
  const token = await issueLink(tx, "reset_password", { userId: id }, minutes * 60)
  const data = { name: name || email, url: linkTo(`/reset-password?token=${token}`), minutes }
  await enqueueMail(tx, { to: email, template: "reset_password", data, tenantId: null })
}

/**
 * Sets a new password by the token of the mailed link. Every session ends. The link proves the address, so it is
 * verified from then on, and an account without a password becomes its owner's. API keys go on: those of the last 30
 * days are listed, in the answer and in a mail with a button to revoke them, in case a stranger made them.
 * @throws AppError not_found, token_expired, validation_failed on new_password
 */
export async function resetPassword(
  input: z.output<typeof PasswordReset>,
): Promise<{ email: string; api_keys: { id: string; name: string }[] }> {
  const link = await peekLink("reset_password", input.token)
  const user = await db.user.findUniqueOrThrow({ where: { id: link.user_id ?? "" } })
  refuseWeakPassword(input.new_password, user.email, "new_password")
  const hash = await hashPassword(input.new_password)
  const keys = await recentKeysOf(user.id)
  await transaction(async (tx) => {
    await consumeLink(tx, "reset_password", input.token)
    await storePassword(tx, user.id, hash)
    const name = await claimAccount(tx, user)
    await endSessions(tx, user.id, "password_reset")
    await revokeLinks(tx, ["verify_email"], { userId: user.id })
    await afterPasswordChange(tx, { userId: user.id, email: user.email, name })
    if (keys.length > 0) await offerToRevoke(tx, { userId: user.id, email: user.email, name }, keys)
    await recordEvent(
      tx,
      { userId: user.id },
      {
        tenantId: systemTenant,
        action: "user.password_reset",
        target: { type: "user", id: user.id },
      },
    )
  })
  return { email: user.email, api_keys: keys.map(({ id, name }) => ({ id, name })) }
}

type Owner = { userId: string; email: string; name: string }

async function offerToRevoke(tx: Tx, { userId, email, name }: Owner, keys: { name: string }[]): Promise<void> {
  await revokeLinks(tx, ["revoke_keys"], { userId })
  const token = await issueLink(tx, "revoke_keys", { userId }, revokeHours * 3600)
  const data = {
    name,
    keys: keys.map((key) => key.name),
    url: linkTo(`/revoke-keys?token=${token}`),
    hours: revokeHours,
  }
  await enqueueMail(tx, { to: email, template: "review_api_keys", data, tenantId: null })
}

/**
 * Revokes the API keys that somebody made in the last 30 days, by the mailed link.
 * @returns how many
 * @throws AppError not_found, token_expired
 */
export async function revokeRecentKeys(token: string): Promise<number> {
  const { user_id } = await peekLink("revoke_keys", token)
  const userId = user_id ?? ""
  const keys = await recentKeysOf(userId)
  await transaction(async (tx) => {
    await consumeLink(tx, "revoke_keys", token)
    for (const key of keys) await revokeOwnKeys(tx, userId, key)
  })
  return keys.length
}

/** The names of the keys that a link would revoke. Does not use it. @throws AppError not_found, token_expired */
export async function keysToRevoke(token: string): Promise<string[]> {
  const { user_id } = await peekLink("revoke_keys", token)
  return (await recentKeysOf(user_id ?? "")).map((key) => key.name)
}
