import { base64url, type JWTHeaderParameters, type JWTPayload, jwtVerify } from "jose"
import { apiAddress } from "../../core/address"
import { NanostackError } from "../../core/error"
import type { TransportOptions } from "../../core/options"
import type { Permission } from "../../core/permissions"
import { algorithms, keySet } from "./jwks"

/** Claims of an access token. Permissions may have changed since it was issued. */
export type TokenClaims = {
  user_id: string
  session_id: string
  organization_id: string | null
  tenant_id: string | null
  role: string | null
  permissions: Permission[]
  expires_at: string
  /** Whether the token includes a permission, such as `"billing:read"`. */
  can: (permission: Permission) => boolean
}

/** Seconds of tolerated clock skew. There is no leeway for the expiry. */
const leeway = 60
const audience = "nanostack-api"

/**
 * Verifies access tokens by the installation's public keys (RFC 7519, RFC 8725), without a request per token. A removed
 * key is accepted for ten minutes at most; where the installation cannot be reached, known keys are used for an hour.
 * @param issuer the installation's PUBLIC_URL; by default the origin of `baseURL`
 */
export function createLocalVerifier(options: TransportOptions & { issuer?: string | undefined }) {
  const keyOf = keySet(options)
  async function keyFor({ alg, typ, kid, ...more }: JWTHeaderParameters): Promise<CryptoKey> {
    // A header that contains a key, or requires an unknown extension, is rejected without parsing the rest.
    if (Object.keys(more).length > 0 || typ !== "JWT" || typeof kid !== "string" || kid.length > 128) throw refused()
    return (await keyOf(kid)) ?? Promise.reject(refused())
  }
  return async (token: string | null | undefined): Promise<TokenClaims> => {
    const issuer = options.issuer?.replace(/\/+$/, "") ?? new URL(apiAddress(options.baseURL)).origin
    if (typeof token !== "string" || token.length > 8192 || !isCanonical(token.split(".").at(-1) ?? "")) throw refused()
    const { payload } = await jwtVerify(token, keyFor, {
      algorithms: Object.keys(algorithms),
      issuer,
      audience,
      clockTolerance: leeway,
    }).catch((error: unknown) => {
      throw error instanceof NanostackError ? error : refused()
    })
    return claimsOf(payload)
  }
}

/** Whether the bytes have no other spelling: a signature with two spellings makes two tokens of one. */
function isCanonical(signature: string): boolean {
  try {
    return base64url.encode(base64url.decode(signature)) === signature
  } catch {
    return false
  }
}

const isId = (value: unknown): value is string => typeof value === "string" && /^\w{1,64}$/.test(value)
const isIdOrNull = (value: unknown): value is string | null => value === null || isId(value)
const isText = (value: unknown): value is Permission => typeof value === "string"
const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 1e11

function claimsOf(claims: JWTPayload): TokenClaims {
  const { sub, sid, org, ten, role, permissions, exp, iat, aud } = claims
  const now = Date.now() / 1000
  // jose also accepts a list, and applies its leeway to the expiry as well.
  if (aud !== audience) throw refused()
  if (!isTime(exp) || exp <= now || !isTime(iat) || iat > now + leeway) throw refused()
  if (!isId(sub) || !isId(sid) || !isIdOrNull(org) || !isIdOrNull(ten) || !isIdOrNull(role)) throw refused()
  if (!Array.isArray(permissions) || !permissions.every(isText)) throw refused()
  const held: Permission[] = permissions
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
  return new NanostackError("invalid_token", "This access token isn't valid. Sign in again or refresh it.", {
    status: 401,
  })
}
