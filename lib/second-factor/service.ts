import { Secret, TOTP } from "otpauth"
import { withPassword } from "../accounts/password-proof"
import { lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { currentRequest } from "../core/context"
import { openSealed, seal } from "../core/crypto"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { log } from "../core/observability/log"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { renewProof } from "../sessions/service"
import { removeFactors } from "./ends"
import { hasPlainCode, keyedCodes, recoveryCode, storedCode, withoutCode } from "./recovery-codes"

/** RFC 6238 with what every authenticator app understands: SHA-1, six digits, 30 seconds. */
function totp(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: "Nanostack", label, algorithm: "SHA1", digits: 6, period: 30, secret })
}

/** Whether somebody has a second factor, and how many recovery codes are left. */
export async function secondFactorState(userId: string): Promise<{ enabled: boolean; recoveryCodesLeft: number }> {
  const row = await db().userSecret.findUnique({ where: { userId } })
  return { enabled: Boolean(row?.totpConfirmedAt), recoveryCodesLeft: row?.recoveryCodes.length ?? 0 }
}

/**
 * Begins to set a factor up: a fresh secret, which counts only once a code of it was shown. Asked again before that by the
 * same session, the same secret comes back, so that a reloaded page does not break what was just scanned. Another session
 * gets another one: what somebody else has begun, and seen, never becomes the owner's factor.
 * @returns the secret for typing, and the address that the QR code holds
 * @throws AppError email_not_verified; validation_failed when there is one already
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

/** A factor set up for somebody else's address would lock its owner out. @throws AppError email_not_verified */
function refuseUnverified(me: UserCaller): void {
  if (!me.verified) throw new AppError("email_not_verified")
}

type SecretsRow = {
  totp_secret: Uint8Array | null
  totp_confirmed_at: Date | null
  totp_last_step: bigint | null
  recovery_codes: Uint8Array[]
}

/** Locks the caller's account and its secrets. @throws AppError invalid_token */
async function lockOwn(tx: Tx, me: UserCaller): Promise<SecretsRow> {
  await lockAccount(tx, me.userId)
  await assertSignedIn(tx, me)
  return lockSecrets(tx, me.userId)
}

async function lockSecrets(tx: Tx, userId: string): Promise<SecretsRow> {
  const [row] = await tx.$queryRaw<SecretsRow[]>`
    SELECT totp_secret, totp_confirmed_at, totp_last_step, recovery_codes FROM user_secrets WHERE user_id = ${userId} FOR UPDATE`
  if (!row) throw new AppError("not_found")
  return row
}

/** An authenticator's secret as it is stored: until a first code has confirmed it, with the session that has begun. */
type Stored = string | { secret: string; session: string }

async function storeSecret(tx: Tx, { userId }: UserCaller, stored: Stored): Promise<void> {
  await tx.userSecret.update({ where: { userId }, data: { totpSecret: seal("totp", stored) } })
}

/** The secret that this session has begun to set up; null where another one has, or it cannot be decrypted. */
function openBegun(sealed: Uint8Array, { sessionId }: UserCaller): Secret | null {
  const stored = openStored(sealed)
  return typeof stored === "object" && stored?.session === sessionId ? Secret.fromBase32(stored.secret) : null
}

/**
 * Turns the factor on with a first code. Sign-ins under way end, sessions go on.
 * @returns ten recovery codes, shown this once
 * @throws AppError email_not_verified; validation_failed: code incorrect or, where the secret cannot be decrypted, unreadable
 */
export async function confirmSecondFactor(me: UserCaller, code: string): Promise<string[]> {
  refuseUnverified(me)
  const codes = Array.from({ length: 10 }, recoveryCode)
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
    await renewProof(tx, me.userId, me.sessionId)
    await note(tx, me, "user.second_factor_enabled", "second_factor_enabled")
  })
  return codes
}

/** Turns the factor off. @throws AppError validation_failed (password) */
export async function removeSecondFactor(me: UserCaller, password: string): Promise<void> {
  await withPassword(me, password, {}, async (tx) => {
    await removeFactors(tx, [me.userId])
    await end(tx, "two_factor_changed", { userIds: [me.userId] })
    await note(tx, me, "user.second_factor_disabled", "second_factor_disabled")
  })
}

async function note(
  tx: Tx,
  me: UserCaller,
  action: string,
  template: "second_factor_enabled" | "second_factor_disabled",
): Promise<void> {
  await enqueueMail(tx, { to: me.email, template, data: { name: me.name, url: linkTo("/profile") }, tenantId: null })
  await recordEvent(tx, me, {
    tenantId: me.tenantId ?? systemTenant,
    action,
    target: { type: "user", id: me.userId },
  })
}

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

/** The authenticator's secret; null, with a line in the log, when it was encrypted under an AUTH_SECRET that is gone. */
function openSecret(sealed: Uint8Array): Secret | null {
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

/** The time step that a six-digit code belongs to, one step to either side allowed for clocks; null for a wrong one. */
function stepOf(secret: Secret, label: string, code: string): number | null {
  const token = code.replace(/\s/g, "")
  if (!/^\d{6}$/.test(token)) return null
  const now = Date.now()
  const delta = totp(secret, label).validate({ token, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 30_000) + delta
}

const incorrect = () => fieldError("code", "incorrect", { reason: "code" })

const unreadableSetup = () => fieldError("code", "unreadable")
