import { apiAddress } from "../../core/address"
import { NanostackError } from "../../core/error"
import type { TransportOptions } from "../../core/options"
import { algorithms, keySet } from "./jwks"

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

/** Seconds that another clock may be ahead. There is no leeway at the end: who is out stays out. */
const leeway = 60

/**
 * Checks access tokens by the installation's public keys (RFC 7519, RFC 8725), without asking about each. A key that is
 * withdrawn is accepted for ten minutes at most; where the installation cannot be reached, known keys serve for an hour.
 * @param issuer the installation's PUBLIC_URL; by default the origin of `baseURL`
 */
export function createLocalVerifier(options: TransportOptions & { issuer?: string }) {
  const keyOf = keySet(options)
  return async (token: string | null | undefined): Promise<TokenClaims> => {
    const issuer = options.issuer?.replace(/\/+$/, "") ?? new URL(apiAddress(options.baseURL)).origin
    const [head = "", body = "", signature = "", ...rest] = String(token ?? "").split(".")
    if (rest.length > 0 || String(token).length > 8192) throw refused()
    const { alg, typ, kid, ...more } = read(head)
    // A header that brings a key, or asks for what we do not know, has nothing else to say.
    if (Object.keys(more).length > 0 || typ !== "JWT" || typeof kid !== "string" || kid.length > 128) throw refused()
    if (typeof alg !== "string" || !Object.hasOwn(algorithms, alg)) throw refused()
    const [signed, proof] = [new TextEncoder().encode(`${head}.${body}`), bytes(signature)]
    const claims = read(body)
    const found = await keyOf(kid)
    const how = algorithms[alg]?.how
    if (!how || found?.alg !== alg) throw refused()
    const good = await crypto.subtle.verify(how, found.key, proof, signed).catch(() => false)
    if (!good) throw refused()
    return claimsOf(claims, issuer)
  }
}

/** Base64url without Node's Buffer, so that it runs at an edge too. Bytes have one writing, and no other is taken. */
function bytes(part: string): Uint8Array<ArrayBuffer> {
  try {
    const text = atob(part.replaceAll("-", "+").replaceAll("_", "/"))
    const again = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
    if (part !== "" && again === part) return Uint8Array.from(text, (c) => c.charCodeAt(0))
  } catch {}
  throw refused()
}

function read(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes(part)))
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value }
  } catch {}
  throw refused()
}

const isId = (value: unknown): value is string => typeof value === "string" && /^\w{1,64}$/.test(value)
const isIdOrNull = (value: unknown): value is string | null => value === null || isId(value)
const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 1e11

function claimsOf(claims: Record<string, unknown>, issuer: string): TokenClaims {
  const { sub, sid, org, ten, role, permissions, exp, iat, nbf, iss, aud } = claims
  const now = Date.now() / 1000
  if (iss !== issuer || aud !== "nanostack-api") throw refused()
  if (!isTime(exp) || exp <= now || !isTime(iat) || iat > now + leeway) throw refused()
  if (nbf !== undefined && (!isTime(nbf) || nbf > now + leeway)) throw refused()
  if (!isId(sub) || !isId(sid) || !isIdOrNull(org) || !isIdOrNull(ten) || !isIdOrNull(role)) throw refused()
  if (!Array.isArray(permissions) || !permissions.every((one) => typeof one === "string")) throw refused()
  const held: string[] = permissions
  return {
    user_id: sub,
    session_id: sid,
    organization_id: org,
    tenant_id: ten,
    role,
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
