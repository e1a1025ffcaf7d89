import { createECDH, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto"
import { calculateJwkThumbprint, type JWK } from "jose"
import { singleton } from "../cache/singleton"
import { derivedKey, env } from "../env"

/** A key that signs or verifies access tokens. */
export type SigningKey = {
  algorithm: "HS256" | "ES256" | "EdDSA"
  sign: KeyObject | Uint8Array
  verify: KeyObject | Uint8Array
}

type Which = "current" | "previous"

/** Key for new tokens, derived from AUTH_SECRET: nothing else to store or rotate. */
export function signingKey(): SigningKey {
  return singleton("signing-key", () => make(derivedKey("access-token")))
}

/** Keys whose tokens are accepted: the current one, and that of AUTH_SECRET_PREVIOUS while it is set. */
export function acceptedKeys(): SigningKey[] {
  return singleton("accepted-keys", () => {
    const previous = derivedKey("access-token", "previous")
    return previous ? [signingKey(), make(previous)] : [signingKey()]
  })
}

function make(seed: Uint8Array): SigningKey {
  const algorithm = env().TOKEN_ALGORITHM
  if (algorithm === "HS256") return { algorithm, sign: seed, verify: seed }
  const sign = algorithm === "EdDSA" ? ed25519(seed) : p256(seed)
  return { algorithm, sign, verify: createPublicKey(sign) }
}

/** RFC 8410 §7: the PKCS #8 frame of an Ed25519 private key, whose content is any 32 bytes. */
function ed25519(seed: Uint8Array): KeyObject {
  const frame = Buffer.from("302e020100300506032b657004220420", "hex")
  return createPrivateKey({ key: Buffer.concat([frame, seed]), format: "der", type: "pkcs8" })
}

/** A P-256 private key whose scalar is the seed; one in 2^32 seeds is out of range, and refused by `setPrivateKey`. */
function p256(seed: Uint8Array): KeyObject {
  const curve = createECDH("prime256v1")
  curve.setPrivateKey(seed)
  const point = curve.getPublicKey()
  const [d, x, y] = [Buffer.from(seed), point.subarray(1, 33), point.subarray(33)].map((b) => b.toString("base64url"))
  return createPrivateKey({ key: { kty: "EC", crv: "P-256", d, x, y }, format: "jwk" })
}

/** Public keys as a JWK set (RFC 7517); empty with HS256, whose secret never leaves the server. */
export async function publicKeys(which: readonly Which[] = ["current", "previous"]): Promise<{ keys: JWK[] }> {
  const keys = acceptedKeys()
    .slice(0, which.length)
    .filter((key) => key.algorithm !== "HS256")
  return { keys: await Promise.all(keys.map(publicJwk)) }
}

async function publicJwk({ algorithm, verify }: SigningKey): Promise<JWK> {
  const jwk = (verify as KeyObject).export({ format: "jwk" }) as JWK
  return { ...jwk, alg: algorithm, use: "sig", kid: await calculateJwkThumbprint(jwk) }
}

/** The `kid` header of new tokens; none with HS256, whose header is the guide's. */
export async function currentKeyId(): Promise<string | undefined> {
  const [jwk] = (await publicKeys(["current"])).keys
  return jwk?.kid
}
