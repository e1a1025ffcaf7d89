import { lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { transaction } from "../core/db/transaction"
import { fieldError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { limit, resetLimit } from "../core/rate-limit/limits"
import { raiseAssurance } from "../sessions/service"
import { useCode } from "./use-code"

/**
 * Raises the caller's session to two factors by a code of the authenticator app or a recovery code. Wrong codes count
 * like wrong passwords.
 * @throws AppError rate_limited, invalid_token, validation_failed (code)
 */
export async function stepUp(me: UserCaller, code: string): Promise<void> {
  const subject = `code of ${me.userId}`
  await limit("sign_in_failures", subject)
  const wrong = await transaction(async (tx) => {
    await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    const factor = await useCode(tx, me.userId, code)
    const wrong = factor === null || factor === "unreadable"
    if (!wrong) await raiseAssurance(tx, me.userId, me.sessionId, factor === "totp" ? "otp" : factor)
    const action = wrong ? "session.second_factor_failed" : "session.stepped_up"
    await recordEvent(tx, me, {
      tenantId: systemTenant,
      action,
      ...(!wrong && { target: { type: "session" as const, id: me.sessionId }, after: { factor } }),
    })
    return factor === "unreadable" ? factor : wrong ? "incorrect" : null
  })
  if (wrong === "unreadable") throw fieldError("code", "unreadable", { reason: "authenticator" })
  if (wrong) throw fieldError("code", "incorrect", { reason: "code" })
  await resetLimit("sign_in_failures", subject)
}
