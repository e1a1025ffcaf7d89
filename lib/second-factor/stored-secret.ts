import { Secret } from "otpauth"
import { currentRequest } from "../core/context"
import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { log } from "../core/observability/log"
import { openSealed, seal } from "../core/seal"

/** Stored two-factor data of a person. */
export type SecretsRow = {
  totp_secret: Uint8Array | null
  totp_confirmed_at: Date | null
  totp_last_step: bigint | null
  recovery_codes: Uint8Array[]
}

/** Locks a person's secrets. @throws AppError not_found */
export async function lockSecrets(tx: Tx, userId: string): Promise<SecretsRow> {
  const [row] = await tx.$queryRaw<SecretsRow[]>`
    SELECT totp_secret, totp_confirmed_at, totp_last_step, recovery_codes FROM user_secrets WHERE user_id = ${userId} FOR UPDATE`
  if (!row) throw new AppError("not_found")
  return row
}

/**
 * Stored form of an authenticator's secret: with the session that started the setup, until a first code confirms it.
 */
type Stored = string | { secret: string; session: string }

/** Stores an authenticator's secret, encrypted. */
export async function storeSecret(tx: Tx, { userId }: UserCaller, stored: Stored): Promise<void> {
  await tx.userSecret.update({ where: { userId }, data: { totpSecret: seal("totp", stored) } })
}

/**
 * Returns the secret that this session has started to set up; null where another one has, or it cannot be decrypted.
 */
export function openBegun(sealed: Uint8Array, { sessionId }: UserCaller): Secret | null {
  const stored = openStored(sealed)
  return typeof stored === "object" && stored?.session === sessionId ? Secret.fromBase32(stored.secret) : null
}

/** Returns the authenticator's secret; null, with a log line, when it was encrypted under an unknown AUTH_SECRET. */
export function openSecret(sealed: Uint8Array): Secret | null {
  const stored = openStored(sealed)
  return typeof stored === "string" ? Secret.fromBase32(stored) : null
}

function openStored(sealed: Uint8Array): Stored | null {
  const stored = openSealed<Stored>("totp", sealed)
  if (stored !== null) return stored
  log.error(
    { request_id: currentRequest().requestId },
    "an authenticator secret cannot be decrypted: it was written under another AUTH_SECRET",
  )
  return null
}
