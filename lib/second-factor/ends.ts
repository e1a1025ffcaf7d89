import type { Tx } from "../core/db/client"

/** Removes the authenticator and the recovery codes of people. */
export async function removeFactors(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_secrets SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL, recovery_codes = '{}'
    WHERE user_id = ANY(${[...userIds]}::text[])`
}
