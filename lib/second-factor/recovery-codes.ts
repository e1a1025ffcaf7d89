import { randomInt } from "node:crypto"
import { hmac, sameBytes, sha256 } from "../core/crypto"

const letters = "abcdefghjkmnpqrstvwxyz23456789"

/** Generates ten unambiguous letters and digits: 49 bits. */
export function recoveryCode(): string {
  const text = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("")
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

type Bytes = Uint8Array<ArrayBuffer>

/** Version byte of the stored form; the former plain SHA-256 has none. */
const version = 1
const plainLength = 32

const digestOf = (code: string) => sha256(code.toLowerCase().replace(/[^a-z0-9]/g, ""))

/** 49 bits can be brute-forced, so a digest is stored under a key that is not in the database. */
function keyed(userId: string, digest: Uint8Array, secret: "current" | "previous" = "current"): Bytes {
  return new Uint8Array([version, ...hmac("recovery-code", `${userId} ${Buffer.from(digest).toString("hex")}`, secret)])
}

/** Stored form of a person's recovery code: a version byte and an HMAC-SHA-256. */
export const storedCode = (userId: string, code: string): Bytes => keyed(userId, digestOf(code))

/** True where a code is still stored as plain SHA-256. */
export const hasPlainCode = (stored: readonly Uint8Array[]): boolean => stored.some((one) => one.length === plainLength)

/** Returns a person's stored codes, plain ones in the keyed form. */
export function keyedCodes(userId: string, stored: readonly Uint8Array[]): Bytes[] {
  return stored.map((one) => (one.length === plainLength ? keyed(userId, one) : new Uint8Array(one)))
}

/**
 * Returns the stored codes without the given one, which may be stored under either secret. Compares in constant time.
 */
export function withoutCode(userId: string, stored: readonly Bytes[], code: string): Bytes[] {
  const digest = digestOf(code)
  const [current, previous] = [keyed(userId, digest), keyed(userId, digest, "previous")]
  return stored.filter((one) => {
    const [byCurrent, byPrevious] = [sameBytes(current, one), sameBytes(previous, one)]
    return !byCurrent && !byPrevious
  })
}
