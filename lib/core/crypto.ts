import { createHash, createHmac, hash, randomBytes, timingSafeEqual } from "node:crypto"
import { derivedKey } from "./env"

/** SHA-256, the only form in which a link token, refresh token or API key is stored. */
export function sha256(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(text).digest())
}

/** SHA-256 as text, at half the cost: the lookup key of a credential. */
export const digest = (text: string) => hash("sha256", text, "base64url")

/** Returns 256 random bits, URL-safe, for links, refresh tokens and API keys. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url")
}

/** HMAC-SHA-256 under the key for `label`; without a previous secret, "previous" is the current one. */
export function hmac(label: string, data: string, secret: "current" | "previous" = "current"): Uint8Array<ArrayBuffer> {
  const key = derivedKey(label, secret) ?? derivedKey(label)
  return new Uint8Array(createHmac("sha256", key).update(data).digest())
}

/** Compares in constant time; false for unequal lengths. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
