import { NanostackError } from "../../core/error"
import type { TransportOptions } from "../../core/transport"

/** What an access token says of itself. Rights may have changed since it was made. */
export type TokenClaims = {
  user_id: string
  session_id: string
  organization_id: string | null
  tenant_id: string | null
  role: string | null
  permissions: string[]
  expires_at: string
  /** Whether the token names a permission, such as `"billing:read"`. */
  can: (permission: string) => boolean
}

type Jwk = JsonWebKey & { kid?: string; alg?: string }
type Key = { key: CryptoKey; algorithm: string }

/** Milliseconds between two looks at the key set: unknown keys in tokens must not turn into a storm of requests. */
const patience = 30_000
const algorithms: Record<string, EcKeyImportParams & EcdsaParams> = {
  ES256: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  EdDSA: { name: "Ed25519", namedCurve: "", hash: "" },
}

/**
 * Checks access tokens by the installation's public keys (RFC 7519, RFC 8725), without asking about each.
 * @param issuer the installation's PUBLIC_URL; by default the origin of `baseURL`
 */
export function createLocalVerifier({ baseURL, fetch: own, issuer }: TransportOptions & { issuer?: string }) {
  let looked = Number.NEGATIVE_INFINITY
  let keys: Promise<Map<string, Key>> | undefined
  function keyOf(kid: string): Promise<Key | undefined> {
    const known = keys?.then((found) => found.get(kid))
    const look = async () => {
      if (performance.now() - looked < patience) return undefined
      looked = performance.now()
      keys = load(baseURL, own ?? fetch)
      keys.catch(() => {
        looked = Number.NEGATIVE_INFINITY
      })
      return (await keys).get(kid)
    }
    return known ? known.catch(() => undefined).then((key) => key ?? look()) : look()
  }
  return async (token: string | null | undefined): Promise<TokenClaims> => {
    const [head, body, signature, ...rest] = String(token ?? "").split(".")
    if (!head || !body || !signature || rest.length > 0 || String(token).length > 8192) throw refused()
    const { alg, typ, kid } = read(head)
    const algorithm = typeof alg === "string" ? algorithms[alg] : undefined
    if (!algorithm || typ !== "JWT" || typeof kid !== "string") throw refused()
    const found = await keyOf(kid)
    if (!found || found.algorithm !== alg) throw refused()
    const good = await crypto.subtle.verify(
      algorithm,
      found.key,
      bytes(signature),
      new TextEncoder().encode(`${head}.${body}`),
    )
    if (!good) throw refused()
    return claimsOf(read(body), issuer ?? new URL(String(baseURL)).origin)
  }
}

async function load(baseURL: string | null | undefined, get: typeof fetch): Promise<Map<string, Key>> {
  const response = await get(new URL("/.well-known/jwks.json", String(baseURL))).catch((cause: unknown) => {
    throw new NanostackError("unavailable", "The public keys could not be loaded: Nanostack did not answer.", { cause })
  })
  const set: unknown = await response.json().catch(() => null)
  const list = typeof set === "object" && set !== null && "keys" in set && Array.isArray(set.keys) ? set.keys : null
  if (!response.ok || !list)
    throw new NanostackError("unavailable", "The public keys could not be loaded.", { status: response.status })
  if (list.length === 0)
    throw new NanostackError(
      "configuration",
      "This Nanostack signs with HS256, which only it can check: set its TOKEN_ALGORITHM to ES256 or EdDSA, or use verifyToken.",
    )
  const usable: Jwk[] = list.filter((jwk: Jwk) => typeof jwk.kid === "string" && algorithms[String(jwk.alg)])
  return new Map(await Promise.all(usable.map(async (jwk) => [String(jwk.kid), await keyFrom(jwk)] as const)))
}

async function keyFrom(jwk: Jwk): Promise<Key> {
  const algorithm = String(jwk.alg)
  const how = algorithms[algorithm] ?? ""
  return { algorithm, key: await crypto.subtle.importKey("jwk", { ...jwk, alg: undefined }, how, false, ["verify"]) }
}

/** Base64url without Node's Buffer, so that it runs at an edge too. */
function bytes(part: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0))
  } catch {
    throw refused()
  }
}

function read(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes(part)))
    if (typeof value === "object" && value !== null) return { ...value }
  } catch {}
  throw refused()
}

function claimsOf(claims: Record<string, unknown>, issuer: string): TokenClaims {
  const { sub, sid, org, ten, role, permissions, exp, iss, aud } = claims
  const text = (value: unknown) => (typeof value === "string" ? value : null)
  if (iss !== issuer || aud !== "nanostack-api" || typeof exp !== "number" || exp * 1000 <= Date.now()) throw refused()
  if (typeof sub !== "string" || typeof sid !== "string") throw refused()
  const held = Array.isArray(permissions) ? permissions.map(String) : []
  return {
    user_id: sub,
    session_id: sid,
    organization_id: text(org),
    tenant_id: text(ten),
    role: text(role),
    permissions: held,
    expires_at: new Date(exp * 1000).toISOString(),
    can: (permission) => held.includes(permission),
  }
}

function refused(): NanostackError {
  return new NanostackError("invalid_token", "This access token is not valid. Sign in again or refresh it.", {
    status: 401,
  })
}
