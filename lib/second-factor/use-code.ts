import type { Tx } from "../core/db/client"
import { hasPlainCode, keyedCodes, withoutCode } from "./recovery-codes"
import { lockSecrets, openSecret } from "./stored-secret"
import { stepOf } from "./totp"

/**
 * Consumes a code: of the authenticator app, each once (RFC 6238 §5.2), or a recovery code.
 * @returns the kind of code; null when it is wrong or already used; "unreadable" when it is not a recovery code, and
 * the
 *   app's secret cannot be decrypted
 */
export async function useCode(
  tx: Tx,
  userId: string,
  code: string,
): Promise<"totp" | "recovery_code" | "unreadable" | null> {
  const row = await lockSecrets(tx, userId)
  if (!row.totp_secret || !row.totp_confirmed_at) return null
  const recoveryCodes = keyedCodes(userId, row.recovery_codes)
  if (hasPlainCode(row.recovery_codes)) await tx.userSecret.update({ where: { userId }, data: { recoveryCodes } })
  const secret = openSecret(row.totp_secret)
  const step = secret && stepOf(secret, "", code)
  if (step && BigInt(step) > (row.totp_last_step ?? 0n)) {
    await tx.userSecret.update({ where: { userId }, data: { totpLastStep: BigInt(step) } })
    return "totp"
  }
  const rest = withoutCode(userId, recoveryCodes, code)
  if (rest.length === recoveryCodes.length) return secret ? null : "unreadable"
  await tx.userSecret.update({ where: { userId }, data: { recoveryCodes: rest } })
  return "recovery_code"
}
