import type { Tx } from "../core/db/client"

/** Removes the authenticator and the recovery codes of people. */
export async function removeFactors(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_secrets SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL, recovery_codes = '{}',
      factors_reset_at = NULL
    WHERE user_id = ANY(${[...userIds]}::text[])`
}

/** As `removeFactors`, for people who lost them: their next sign-in takes an emailed code as well. */
export async function resetFactors(tx: Tx, userIds: readonly string[]): Promise<void> {
  await removeFactors(tx, userIds)
  await tx.$executeRaw`
    UPDATE user_secrets SET factors_reset_at = now() WHERE user_id = ANY(${[...userIds]}::text[])`
}

/** Records that a person has signed in since their factors were reset. */
export async function endReset(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`UPDATE user_secrets SET factors_reset_at = NULL WHERE user_id = ${userId}`
}
