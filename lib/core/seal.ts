import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import { derivedKey } from "./env"

/** AES-256-GCM under the key for `label`: nonce (12) ‖ tag (16) ‖ ciphertext. */
export function seal(label: string, value: unknown): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", derivedKey(label), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]))
}

/** Decrypts a sealed value, also under AUTH_SECRET_PREVIOUS. Throws when it was tampered with or neither key fits. */
export function unseal<T>(label: string, sealed: Uint8Array): T {
  try {
    return open(derivedKey(label), sealed) as T
  } catch (error) {
    const previous = derivedKey(label, "previous")
    if (!previous) throw error
    return open(previous, sealed) as T
  }
}

/** As `unseal`, or null: for stored values, which may outlive their AUTH_SECRET. */
export function openSealed<T>(label: string, sealed: Uint8Array): T | null {
  try {
    return unseal<T>(label, sealed)
  } catch {
    return null
  }
}

/**
 * Re-encrypts a value of AUTH_SECRET_PREVIOUS under AUTH_SECRET; null where the current key already fits or neither
 * does.
 */
export function resealed(label: string, sealed: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const [current, previous] = [derivedKey(label), derivedKey(label, "previous")]
  if (!previous || opens(current, sealed) || !opens(previous, sealed)) return null
  return seal(label, open(previous, sealed))
}

function opens(key: Uint8Array, sealed: Uint8Array): boolean {
  try {
    open(key, sealed)
    return true
  } catch {
    return false
  }
}

function open(key: Uint8Array, sealed: Uint8Array): unknown {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8"))
}
