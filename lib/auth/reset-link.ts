import type { z } from "zod"
import { type Account, findAccount, lockAccount } from "../accounts/store"
import { type ReturnAddress, returnOfMember, withReturn } from "../applications/return-address"
import { recordEvent } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { inEvenTime } from "../core/identity/equal-time"
import { issueLink, revokeLinks } from "../core/identity/secrets"
import { consumeMailQuota } from "../core/rate-limit/mail"
import { whoAsks } from "../core/rate-limit/sign-in"
import { enqueueMail, linkTo } from "../mail/outbox"
import { addressForReset } from "../memberships/sign-in"
import { lockScope } from "../organizations/store"
import type { LinkRequest } from "./schema"

const minutes = 60

/**
 * Emails a link to reset the password; a second one invalidates the first. Also to the owner of a closed account, which
 * the reset reopens. Neither the response nor its time reveals whether the address is known.
 */
export function requestPasswordReset({ email, ...asked }: z.output<typeof LinkRequest>): Promise<void> {
  return inEvenTime(async () => {
    const account = await mailable(email)
    if (!account || !(await consumeMailQuota(email, null, await whoAsks(account.id)))) return
    const returns = await returnOfMember(db(), account.id, asked)
    await transaction((tx) => mailLink(tx, account, returns))
  })
}

/** Returns the address of a member's reset link. @throws AppError not_found, role_above_your_own */
export function resetAddress(actor: Actor<"users:write">, userId: string): Promise<string> {
  return addressForReset(db(), actor, userId)
}

/**
 * Emails a member a reset link on an admin's request; event, email and response are consistent.
 * @returns false, without an event, where nothing is sent: the account is permanently closed
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

/** Uses the account's current address, behind its lock. */
async function mailLink(tx: Tx, seen: Account, returns: ReturnAddress | null = null): Promise<void> {
  const { id, name, email } = await lockAccount(tx, seen.id)
  await revokeLinks(tx, ["reset_password"], { userIds: [id] })
  const token = await issueLink(tx, "reset_password", { userId: id, provesAddress: email }, minutes * 60)
  const data = { name: name || email, url: linkTo(withReturn(`/reset-password?token=${token}`, returns)), minutes }
  await enqueueMail(tx, { to: email, template: "reset_password", data, tenantId: null })
}
