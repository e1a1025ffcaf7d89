import { Secret } from "otpauth"
import { lockAccount } from "../accounts/store"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { end } from "../endings/end"
import { amrOfSession, renewSignIn } from "../sessions/service"
import { recoveryCode, storedCode } from "./recovery-codes"
import { recordChange } from "./service"
import { lockSecrets, openBegun, type SecretsRow, storeSecret } from "./stored-secret"
import { stepOf, totp } from "./totp"

/**
 * Starts setting up two-factor authentication: with a fresh secret, which counts only once a code of it was entered.
 * The same session gets the same secret again until then, so that reloading the page does not invalidate a scanned
 * code. Another session gets another secret: one that another person has started, and seen, never becomes the owner's.
 * @returns the secret for typing, and the URI in the QR code
 * @throws AppError email_not_verified; validation_failed when it is already on
 */
export async function beginSecondFactor(me: UserCaller): Promise<{ secret: string; uri: string }> {
  refuseUnverified(me)
  return transaction(async (tx) => {
    const row = await lockOwn(tx, me)
    if (row.totp_confirmed_at) throw fieldError("code", "already_enabled")
    const begun = row.totp_secret && openBegun(row.totp_secret, me)
    const secret = begun ?? new Secret({ size: 20 })
    if (!begun) await storeSecret(tx, me, { secret: secret.base32, session: me.sessionId })
    return { secret: secret.base32, uri: totp(secret, me.email).toString() }
  })
}

/**
 * Two-factor authentication set up on someone else's address would lock its owner out. @throws AppError
 * email_not_verified
 */
function refuseUnverified(me: UserCaller): void {
  if (!me.verified) throw new AppError("email_not_verified")
}

/** Locks the caller's account and its secrets. @throws AppError invalid_token */
async function lockOwn(tx: Tx, me: UserCaller): Promise<SecretsRow> {
  await lockAccount(tx, me.userId)
  await assertSignedIn(tx, me)
  return lockSecrets(tx, me.userId)
}

/**
 * Turns two-factor authentication on with a first code. Pending sign-ins are revoked, sessions stay.
 * @returns ten recovery codes, shown this once
 * @throws AppError email_not_verified; validation_failed: code incorrect or, where the secret cannot be decrypted,
 * unreadable
 */
export async function confirmSecondFactor(me: UserCaller, code: string): Promise<string[]> {
  refuseUnverified(me)
  const codes = newCodes()
  await transaction(async (tx) => {
    const row = await lockOwn(tx, me)
    if (row.totp_confirmed_at || !row.totp_secret) throw incorrect()
    const secret = openBegun(row.totp_secret, me)
    if (!secret) throw unreadableSetup()
    const step = stepOf(secret, me.email, code)
    if (!step) throw incorrect()
    await storeSecret(tx, me, secret.base32)
    await tx.userSecret.update({
      where: { userId: me.userId },
      data: {
        totpConfirmedAt: new Date(),
        totpLastStep: BigInt(step),
        recoveryCodes: codes.map((one) => storedCode(me.userId, one)),
      },
    })
    await end(tx, "two_factor_changed", { userIds: [me.userId] })
    await renewSignIn(tx, me, "totp", await amrOfSession(tx, me))
    await recordChange(tx, me, "user.second_factor_enabled", "second_factor_enabled")
  })
  return codes
}

/**
 * Replaces the recovery codes; the old ones stop working, and pending sign-ins are revoked.
 * @returns ten new codes, shown this once
 * @throws AppError email_not_verified; validation_failed where two-factor authentication is off
 */
export async function renewRecoveryCodes(me: UserCaller): Promise<string[]> {
  refuseUnverified(me)
  const codes = newCodes()
  await transaction(async (tx) => {
    const row = await lockOwn(tx, me)
    if (!row.totp_confirmed_at) throw fieldError("code", "not_enabled")
    const recoveryCodes = codes.map((one) => storedCode(me.userId, one))
    await tx.userSecret.update({ where: { userId: me.userId }, data: { recoveryCodes } })
    await end(tx, "two_factor_changed", { userIds: [me.userId] })
    await recordChange(tx, me, "user.recovery_codes_renewed", "recovery_codes_renewed")
  })
  return codes
}

const newCodes = () => Array.from({ length: 10 }, recoveryCode)

const incorrect = () => fieldError("code", "incorrect", { reason: "code" })

const unreadableSetup = () => fieldError("code", "unreadable")
