import { importJWK } from "jose"
import { apiAddress } from "../../core/address"
import { uncached } from "../../core/attempt"
import { type ErrorCode, NanostackError } from "../../core/error"
import type { TransportOptions } from "../../core/options"

/** Accepted signature algorithms, each with its one kind of key (RFC 8725 §3.1). */
export const algorithms: Readonly<Record<string, { kty: string; crv: string }>> = {
  ES256: { kty: "EC", crv: "P-256" },
  EdDSA: { kty: "OKP", crv: "Ed25519" },
}

type Keys = ReadonlyMap<string, CryptoKey>

/** Milliseconds: min interval for looking up an unknown key; refresh interval; and max age, whatever fails. */
const patience = 30_000
const fresh = 600_000
const longest = 3_600_000
/** The min interval while there is no key, when nothing can be verified anyway. */
const impatience = 1_000

/**
 * Creates a set of the installation's public keys (RFC 7517), fetched on demand. A failed request keeps the known keys.
 * @returns a function that returns the key of a `kid`, or undefined
 * @throws NanostackError where none are known and none can be fetched
 */
export function keySet(options: TransportOptions): (kid: string) => Promise<CryptoKey | undefined> {
  let known: { keys: Keys; at: number } | undefined
  let asked = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  let failure: NanostackError | undefined

  function ask(): Promise<void> {
    asked = performance.now()
    asking = load(options)
      .then(
        (keys) => {
          known = { keys, at: asked }
          failure = undefined
        },
        (error: NanostackError) => {
          failure = error
          // The installation itself reports that it no longer has keys.
          if (error.code === "configuration") known = undefined
        },
      )
      .finally(() => {
        asking = undefined
      })
    return asking
  }

  return async (kid) => {
    const age = performance.now() - (known?.at ?? Number.NEGATIVE_INFINITY)
    const wanted = age >= fresh || !known?.keys.has(kid)
    if (wanted && (asking || performance.now() - asked >= (known ? patience : impatience))) await (asking ?? ask())
    if (known && performance.now() - known.at >= longest) known = undefined
    const key = known?.keys.get(kid)
    if (!key && failure) throw failure
    return key
  }
}

async function load(options: TransportOptions): Promise<Keys> {
  if (typeof crypto === "undefined" || !crypto.subtle)
    throw new NanostackError("configuration", "There is no global crypto to verify tokens. Use Node.js 20 or later.")
  const url = `${new URL(apiAddress(options.baseURL)).origin}/.well-known/jwks.json`
  const limit = options.timeout ?? 30_000
  const wrong = (code: ErrorCode, message: string, cause?: unknown) => new NanostackError(code, message, { cause })
  const signal = AbortSignal.timeout(limit)
  let text: string
  let response: Response
  try {
    response = await (options.fetch ?? fetch)(url, { signal, redirect: "manual", ...uncached() })
    text = await response.text()
  } catch (cause) {
    if (signal.aborted) throw wrong("timeout", `${url} didn't respond within ${limit / 1000} seconds.`, cause)
    throw wrong("network_error", `${url} can't be reached, or the connection was lost.`, cause)
  }
  const list = response.status === 200 ? listIn(text) : null
  if (!list) throw wrong("invalid_response", `${url} responded with ${response.status} and no valid key set.`)
  const keys = new Map((await Promise.all(list.map(usable))).flat())
  if (keys.size > 0) return keys
  throw wrong(
    "configuration",
    "This Nanostack server publishes no keys because it signs tokens with HS256. Set its TOKEN_ALGORITHM to ES256 or EdDSA, or use verifyToken.",
  )
}

function listIn(text: string): unknown[] | null {
  try {
    const { keys } = JSON.parse(text)
    return Array.isArray(keys) ? keys : null
  } catch {
    return null
  }
}

/** Imports a key for verifying signatures by its own algorithm, or nothing: unusable keys are skipped. */
async function usable(jwk: unknown): Promise<[string, CryptoKey][]> {
  const { kid, alg, kty, crv, use, x, y } = (jwk ?? {}) as Record<string, string | undefined>
  const fits = typeof alg === "string" && Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined
  if (!fits || typeof kid !== "string" || use !== "sig" || kty !== fits.kty || crv !== fits.crv) return []
  const key = await importJWK({ kty, crv, x, y }, alg).catch(() => null)
  return key instanceof CryptoKey ? [[kid, key]] : []
}
