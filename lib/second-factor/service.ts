import { randomInt } from "node:crypto"
import { Secret, TOTP } from "otpauth"
import { lockAccount } from "../account"
import { recordEvent, systemTenant } from "../audit-events/record"
import { seal, sha256, unseal } from "../crypto"
import { db, type Tx, transaction } from "../db"
import { end } from "../endings/end"
import { AppError, fieldError } from "../errors"
import { enqueueMail, linkTo } from "../mail/outbox"
import { assertSignedIn, type UserCaller } from "../session"
import { renewProof } from "../sessions/service"
import { withPassword } from "../users/password-proof"
import { removeFactors } from "./ends"

/** RFC 6238 with what every authenticator app understands: SHA-1, six digits, 30 seconds. */
function totp(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: "Nanostack", label, algorithm: "SHA1", digits: 6, period: 30, secret })
}

/** Whether somebody has a second factor, and how many recovery codes are left. */
export async function secondFactorState(userId: string): Promise<{ enabled: boolean; recoveryCodesLeft: number }> {
  const row = await db.userSecret.findUnique({ where: { userId } })
  return { enabled: Boolean(row?.totpConfirmedAt), recoveryCodesLeft: row?.recoveryCodes.length ?? 0 }
}

/**
 * Begins to set a factor up: a fresh secret, which counts only once a code of it was shown. Asked again before that,
 * the same secret comes back, so that a reloaded page does not break what was just scanned.
 * @returns the secret for typing, and the address that the QR code holds
 * @throws AppError validation_failed when there is one already
 */
export async function beginSecondFactor(me: UserCaller): Promise<{ secret: string; uri: string }> {
  return transaction(async (tx) => {
    const row = await lockOwn(tx, me)
    if (row.totp_confirmed_at) throw fieldError("code", "already_enabled", "Your account has a second factor already.")
    const secret = row.totp_secret
      ? Secret.fromBase32(unseal<string>("totp", row.totp_secret))
      : new Secret({ size: 20 })
    if (!row.totp_secret)
      await tx.userSecret.update({ where: { userId: me.userId }, data: { totpSecret: seal("totp", secret.base32) } })
    return { secret: secret.base32, uri: totp(secret, me.email).toString() }
  })
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

/**
 * Turns the factor on with a first code. Sign-ins under way end, sessions go on.
 * @returns ten recovery codes, shown this once
 * @throws AppError validation_failed: code incorrect
 */
export async function confirmSecondFactor(me: UserCaller, code: string): Promise<string[]> {
  const codes = Array.from({ length: 10 }, recoveryCode)
  await transaction(async (tx) => {
    const row = await lockOwn(tx, me)
    const step = row.totp_secret && stepOf(row.totp_secret, me.email, code)
    if (row.totp_confirmed_at || !step) throw incorrect()
    await tx.userSecret.update({
      where: { userId: me.userId },
      data: { totpConfirmedAt: new Date(), totpLastStep: BigInt(step), recoveryCodes: codes.map(hashCode) },
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
 * @returns how it was proven, or null when the code is wrong or was used before
 */
export async function useCode(tx: Tx, userId: string, code: string): Promise<"totp" | "recovery_code" | null> {
  const row = await lockSecrets(tx, userId)
  if (!row.totp_secret || !row.totp_confirmed_at) return null
  const step = stepOf(row.totp_secret, "", code)
  if (step && BigInt(step) > (row.totp_last_step ?? 0n)) {
    await tx.userSecret.update({ where: { userId }, data: { totpLastStep: BigInt(step) } })
    return "totp"
  }
  const given = Buffer.from(hashCode(code))
  const rest = row.recovery_codes.filter((stored) => !given.equals(Buffer.from(stored)))
  if (rest.length === row.recovery_codes.length) return null
  await tx.userSecret.update({ where: { userId }, data: { recoveryCodes: rest.map((bytes) => new Uint8Array(bytes)) } })
  return "recovery_code"
}

/** The time step that a six-digit code belongs to, one step to either side allowed for clocks; null for a wrong one. */
function stepOf(sealed: Uint8Array, label: string, code: string): number | null {
  const token = code.replace(/\s/g, "")
  if (!/^\d{6}$/.test(token)) return null
  const now = Date.now()
  const delta = totp(Secret.fromBase32(unseal<string>("totp", sealed)), label).validate({
    token,
    timestamp: now,
    window: 1,
  })
  return delta === null ? null : Math.floor(now / 30_000) + delta
}

const letters = "abcdefghjkmnpqrstvwxyz23456789"

/** Ten letters and digits that cannot be mistaken for each other: 49 bits. */
function recoveryCode(): string {
  const text = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("")
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

const hashCode = (code: string) => sha256(code.toLowerCase().replace(/[^a-z0-9]/g, ""))

const incorrect = () =>
  fieldError("code", "incorrect", "This code is wrong or was used already. Wait for the next one.")
