import { type Secret, TOTP } from "otpauth"

/** RFC 6238 with the parameters that every authenticator app supports: SHA-1, six digits, 30 seconds. */
export function totp(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: "Nanostack", label, algorithm: "SHA1", digits: 6, period: 30, secret })
}

/**
 * Returns the time step of a six-digit code, with one step to either side allowed for clock skew; null for a wrong one.
 */
export function stepOf(secret: Secret, label: string, code: string): number | null {
  const token = code.replace(/\s/g, "")
  if (!/^\d{6}$/.test(token)) return null
  const now = Date.now()
  const delta = totp(secret, label).validate({ token, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 30_000) + delta
}
