import { randomInt } from "node:crypto"
import { hmac, sameBytes, sha256 } from "../crypto"

/** Minutes that an emailed code works, and how many tries there are. */
export const codeLife = { minutes: 10, tries: 5 }

/** Six digits, at random. */
export const randomCode = (): string => randomInt(1_000_000).toString().padStart(6, "0")

/** The form in which a code is stored: keyed, so that a copy of the database doesn't reveal it. */
export const storedCode = (purpose: string, code: string): string =>
  Buffer.from(hmac(`code:${purpose}`, code)).toString("base64url")

/** Compares a code with its stored form, in constant time; also one from before AUTH_SECRET was rotated. */
export const isStoredCode = (purpose: string, code: string, stored: string): boolean =>
  (["current", "previous"] as const).some((secret) =>
    sameBytes(hmac(`code:${purpose}`, code, secret), Buffer.from(stored, "base64url")),
  )

/**
 * Returns the tokens of the emailed link that belongs to a challenge, the one under today's key first. The
 * client that asked has the challenge, which leads to the link on this server only; the link doesn't lead to it.
 */
export const linksOf = (challenge: string): [string, string] => [
  Buffer.from(hmac("email-code-link", challenge)).toString("base64url"),
  Buffer.from(hmac("email-code-link", challenge, "previous")).toString("base64url"),
]

/**
 * Returns the code of an emailed link: six digits of its hash. The code is stored nowhere; of the link there is a
 * SHA-256 only.
 */
export function codeOfLink(link: string): string {
  const number = Buffer.from(sha256(`email-code ${link}`)).readUIntBE(0, 6) % 1_000_000
  return number.toString().padStart(6, "0")
}

/** Compares a typed code with a link's, in constant time. */
export const isCodeOfLink = (link: string, code: string): boolean => sameBytes(sha256(codeOfLink(link)), sha256(code))
