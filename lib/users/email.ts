import type { z } from "zod"
import { recordEvent, systemTenant } from "../audit-events/record"
import { isUniqueViolation, type Tx, transaction } from "../db"
import { AppError } from "../errors"
import { enqueueMail, linkTo } from "../mail/outbox"
import { copyAddress } from "../memberships/own"
import { limitMail } from "../ratelimit-mail"
import { issueLink, revokeLinks, type SecretRow } from "../secrets"
import type { UserCaller } from "../session"
import { endSessions } from "../sessions/service"
import type { EmailChange } from "./schema"
import { findAccount, provePassword } from "./service"

const hours = 24

/**
 * Mails a link to the new address; it counts only once confirmed there. The old address is told. Says nothing about
 * whether the new one has an account: then no link goes out.
 * @throws AppError validation_failed (password), rate_limited
 */
export async function requestEmailChange(
  me: UserCaller,
  input: z.output<typeof EmailChange>,
): Promise<{ message: string }> {
  await provePassword(me, input.password)
  const unsent = await limitMail(input.email, null)
  const taken = input.email === me.email || (await findAccount(input.email)) !== null
  return transaction(async (tx) => {
    await revokeLinks(tx, ["change_email"], { userId: me.userId })
    const token = await issueLink(tx, "change_email", { userId: me.userId, subject: input.email }, hours * 3600)
    const url = linkTo(`/verify-email?token=${token}`)
    if (!taken)
      await enqueueMail(tx, {
        to: input.email,
        template: "confirm_email",
        data: { name: me.name, url, hours },
        tenantId: null,
      })
    const data = { name: me.name, email: input.email, url: linkTo("/profile") }
    await enqueueMail(tx, { to: me.email, template: "email_change_requested", data, tenantId: null })
    await recordEvent(tx, me, {
      tenantId: me.tenantId ?? systemTenant,
      action: "user.email_change_requested",
      target: { type: "user", id: me.userId },
    })
    return { message: "Open the link that we mailed to the new address." }
  }).catch(unsent)
}

/**
 * Makes the new address count, in the transaction that used its link up. Other sessions and pending links end.
 * @throws AppError email_taken when somebody else has it by now
 */
export async function confirmEmailChange(tx: Tx, link: SecretRow): Promise<string> {
  const { user_id: userId, subject: email } = link
  if (!userId || !email) throw new AppError("token_expired")
  const before = await tx.user.findUniqueOrThrow({ where: { id: userId } })
  try {
    await tx.$executeRaw`
      UPDATE users SET email = ${email}, email_verified_at = now(), updated_at = now(), version = version + 1 WHERE id = ${userId}`
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError("email_taken") : error
  }
  await copyAddress(tx, userId, email)
  await endSessions(tx, userId, "email_changed")
  await revokeLinks(tx, ["reset_password", "verify_email"], { userId })
  await enqueueMail(tx, {
    to: before.email,
    template: "email_changed",
    data: { name: before.name, email },
    tenantId: null,
  })
  await recordEvent(
    tx,
    { userId },
    {
      tenantId: systemTenant,
      action: "user.email_changed",
      target: { type: "user", id: userId },
    },
  )
  return email
}
