import { EncryptJWT, type JWTPayload, jwtDecrypt } from "jose"

const keys = new Map<string, Promise<CryptoKey>>()

/** Derives the encryption key of a secret (HKDF with SHA-256). */
function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret)
  if (known) return known
  const bytes = (text: string) => new TextEncoder().encode(text)
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: bytes("nanostack cookies") }
  const key = crypto.subtle
    .importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"])
    .then((raw) =>
      crypto.subtle.deriveKey(derivation, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    )
  keys.set(secret, key)
  return key
}

/**
 * Encrypts data for a cookie, with the first secret.
 * @param purpose the only one that it can be opened for
 */
export async function seal(
  purpose: string,
  data: JWTPayload,
  seconds: number,
  [secret = ""]: readonly string[],
): Promise<string> {
  return new EncryptJWT(data)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(purpose)
    .setExpirationTime(`${seconds}s`)
    .encrypt(await keyOf(secret))
}

/** Decrypts what was sealed with any of the secrets. Null for anything else, and after its time. */
export async function unseal<T>(purpose: string, text: string, secrets: readonly string[]): Promise<T | null> {
  for (const secret of secrets) {
    try {
      const { payload } = await jwtDecrypt<T>(text, await keyOf(secret), {
        audience: purpose,
        keyManagementAlgorithms: ["dir"],
        contentEncryptionAlgorithms: ["A256GCM"],
      })
      return payload
    } catch {
      // Sealed with the other secret, or not by us.
    }
  }
  return null
}
