import type { z } from "zod"
import { withPassword } from "../accounts/password-proof"
import type { EmailChange } from "../accounts/schema"
import { findAccount, isPlaceholder, lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { requestedLocale } from "../core/context"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { issueLink, revokeLinks } from "../core/identity/secrets"
import { enqueueMail, linkTo } from "../mail/outbox"

const hours = 24

/**
 * Emails a link to the new address, which replaces the old one once confirmed. The old address is notified. The
 * response doesn't tell whether the new one has an account: then no link is sent.
 * @throws AppError validation_failed (password)
 */
export async function requestEmailChange(
  me: UserCaller,
  input: z.output<typeof EmailChange>,
): Promise<{ message: string }> {
  return withPassword(me, input.password, {}, (tx, account) => mailLinks(tx, me, account, input.email))
}

/** Cancels an address change that waits for confirmation: its link no longer works. */
export async function cancelEmailChange(me: UserCaller): Promise<void> {
  await transaction(async (tx) => {
    await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    await revokeLinks(tx, ["change_email"], { userIds: [me.userId] })
    await recordEvent(tx, me, {
      tenantId: me.tenantId ?? systemTenant,
      action: "user.email_change_canceled",
      target: { type: "user", id: me.userId },
    })
  })
}

export type Old = { name: string; email: string; locale: string | null }

async function mailLinks(
  tx: Tx,
  me: UserCaller,
  { name, email: old, locale }: Old,
  email: string,
): Promise<{ message: string }> {
  await revokeLinks(tx, ["change_email"], { userIds: [me.userId] })
  const holder = await findAccount(email, tx)
  const taken = email === old || (holder !== null && !isPlaceholder(holder))
  const owner = { userId: me.userId, subject: email, provesAddress: email }
  const url = linkTo(`/verify-email?token=${await issueLink(tx, "change_email", owner, hours * 3600)}`)
  if (!taken)
    await enqueueMail(tx, {
      to: email,
      template: "confirm_email",
      data: { name, url, hours },
      tenantId: null,
      locale: locale ?? requestedLocale(),
    })
  const data = { name, email, url: linkTo("/profile") }
  await enqueueMail(tx, { to: old, template: "email_change_requested", data, tenantId: null })
  await recordEvent(tx, me, {
    tenantId: me.tenantId ?? systemTenant,
    action: "user.email_change_requested",
    target: { type: "user", id: me.userId },
  })
  return { message: "Open the link that we emailed to the new address." }
}
