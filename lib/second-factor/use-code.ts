import type { Tx } from "../core/db/client"
import { hasPlainCode, keyedCodes, withoutCode } from "./recovery-codes"
import { lockSecrets, openSecret } from "./stored-secret"
import { stepOf } from "./totp"

/**
 * Uses a code up: of the authenticator app, each once (RFC 6238 §5.2), or a recovery code.
 * @returns how it was proven; null when the code is wrong or was used before; "unreadable" when it is none of the recovery
 *   codes, and the app's secret cannot be decrypted
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
