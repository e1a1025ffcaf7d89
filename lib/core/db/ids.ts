import { randomBytes } from "node:crypto"

// Crockford's base 32: keeps the byte order and has no letters that look alike.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

function encode(bytes: Uint8Array): string {
  let out = ""
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      out += alphabet[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  if (bits) out += alphabet[(value << (5 - bits)) & 31]
  return out
}

type IdPrefix =
  | "org"
  | "user"
  | "ten"
  | "inv"
  | "key"
  | "ses"
  | "evt"
  | "mail"
  | "chg"
  | "app"
  | "api"
  | "sec"
  | "grant"
  | "rev"
  | "idn"
  | "dev"
  | "passkey"

/**
 * Returns a new ID such as `inv_06f…`: time-ordered under its prefix (48 bits of milliseconds, 80 random bits), so that
 * indexes grow at one end. User IDs are fully random: they do not reveal when an account was created.
 */
export function newId(prefix: IdPrefix): string {
  const bytes = randomBytes(16)
  if (prefix !== "user") bytes.writeUIntBE(Date.now(), 0, 6)
  return `${prefix}_${encode(bytes)}`
}
