import { withPassword } from "../accounts/password-proof"
import { recordEvent, systemTenant } from "../audit-events/record"
import { fieldError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { limit, resetLimit } from "../core/rate-limit/limits"
import { secondFactorState } from "../second-factor/service"
import { useCode } from "../second-factor/use-code"
import { renewSignIn } from "../sessions/service"

type Given = { password: string; code?: string | undefined }

/**
 * Authenticates someone who is signed in as a new sign-in would: by their password, and by a code where they use
 * two-factor authentication. Wrong codes count like wrong passwords.
 * @throws AppError rate_limited, invalid_token, validation_failed (password, code)
 */
export async function authenticateAgain(me: UserCaller, { password, code }: Given): Promise<void> {
  const subject = `code of ${me.userId}`
  const prepare = async () => {
    const { enabled } = await secondFactorState(me.userId)
    if (!enabled) return undefined
    if (code === undefined) throw fieldError("code", "required")
    await limit("sign_in_failures", subject)
    return code
  }
  const outcome = await withPassword(me, password, { prepare }, async (tx, account, given) => {
    const factor = await useCode(tx, me.userId, given ?? "")
    if (factor === "unreadable" || (given !== undefined && factor === null)) {
      await recordEvent(tx, me, { tenantId: systemTenant, action: "session.second_factor_failed" })
      return factor ?? "incorrect"
    }
    await renewSignIn(tx, me, factor, [account.passwordHash === null ? "otp" : "pwd"])
    return null
  })
  if (outcome === "unreadable") throw fieldError("code", "unreadable", { reason: "authenticator" })
  if (outcome) throw fieldError("code", "incorrect", { reason: "code" })
  await resetLimit("sign_in_failures", subject)
}
