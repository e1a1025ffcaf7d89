import { withPassword } from "../accounts/password-proof"
import { recordEvent, systemTenant } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import type { UserCaller } from "../core/identity/caller"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { removeFactors } from "./ends"

/** Returns whether a person uses two-factor authentication, and how many recovery codes are left. */
export async function secondFactorState(userId: string): Promise<{ enabled: boolean; recoveryCodesLeft: number }> {
  const row = await db().userSecret.findUnique({ where: { userId } })
  return { enabled: Boolean(row?.totpConfirmedAt), recoveryCodesLeft: row?.recoveryCodes.length ?? 0 }
}

/** Returns which of these people use two-factor authentication. */
export async function withTwoFactor(userIds: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ user_id: string }[]>`
    SELECT user_id FROM user_secrets WHERE user_id = ANY(${[...userIds]}::text[]) AND totp_confirmed_at IS NOT NULL`
  return rows.map((row) => row.user_id)
}

/** Turns two-factor authentication off. @throws AppError validation_failed (password) */
export async function removeSecondFactor(me: UserCaller, password: string): Promise<void> {
  await withPassword(me, password, {}, async (tx) => {
    await removeFactors(tx, [me.userId])
    await end(tx, "two_factor_changed", { userIds: [me.userId] })
    await recordChange(tx, me, "user.second_factor_disabled", "second_factor_disabled")
  })
}

/** Emails the owner about a change of two-factor authentication, and records it. */
export async function recordChange(
  tx: Tx,
  me: UserCaller,
  action: string,
  template: "second_factor_enabled" | "second_factor_disabled" | "recovery_codes_renewed",
): Promise<void> {
  await enqueueMail(tx, {
    to: me.email,
    template,
    data: { name: me.name, url: linkTo("/profile/security") },
    tenantId: null,
  })
  await recordEvent(tx, me, {
    tenantId: me.tenantId ?? systemTenant,
    action,
    target: { type: "user", id: me.userId },
  })
}
