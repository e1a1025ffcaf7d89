import { randomInt } from "node:crypto"
import { hmac, sameBytes, sha256 } from "../core/crypto"

const letters = "abcdefghjkmnpqrstvwxyz23456789"

/** Ten letters and digits that cannot be mistaken for each other: 49 bits. */
export function recoveryCode(): string {
  const text = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("")
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

type Bytes = Uint8Array<ArrayBuffer>

/** Version byte of the stored form; the plain SHA-256 that was stored before has none. */
const version = 1
const plainLength = 32

const digestOf = (code: string) => sha256(code.toLowerCase().replace(/[^a-z0-9]/g, ""))

/** 49 bits can be tried out, so a digest is stored under a key that a copy of the database does not hold. */
function keyed(userId: string, digest: Uint8Array, secret: "current" | "previous" = "current"): Bytes {
  return new Uint8Array([version, ...hmac("recovery-code", `${userId} ${Buffer.from(digest).toString("hex")}`, secret)])
}

/** The stored form of a person's recovery code: a version byte and an HMAC-SHA-256. */
export const storedCode = (userId: string, code: string): Bytes => keyed(userId, digestOf(code))

/** True where a code is still stored as plain SHA-256. */
export const hasPlainCode = (stored: readonly Uint8Array[]): boolean => stored.some((one) => one.length === plainLength)

/** The stored codes of a person, plain ones in the keyed form. */
export function keyedCodes(userId: string, stored: readonly Uint8Array[]): Bytes[] {
  return stored.map((one) => (one.length === plainLength ? keyed(userId, one) : new Uint8Array(one)))
}

/** The stored codes without the given one, which may have been stored under either secret. Compares in constant time. */
export function withoutCode(userId: string, stored: readonly Bytes[], code: string): Bytes[] {
  const digest = digestOf(code)
  const [current, previous] = [keyed(userId, digest), keyed(userId, digest, "previous")]
  return stored.filter((one) => {
    const [byCurrent, byPrevious] = [sameBytes(current, one), sameBytes(previous, one)]
    return !byCurrent && !byPrevious
  })
}
