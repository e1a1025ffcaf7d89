import { decodeJwt, jwtVerify, SignJWT } from "jose"
import { expiringCache } from "../cache/expiring-cache"
import { singleton } from "../cache/singleton"
import { env } from "../env"
import { AppError } from "../errors"
import type { Role } from "./permissions"
import { acceptedKeys, currentKeyId, type SigningKey, signingKey } from "./signing-keys"

/** Claims of an access token. We only use `sub`, `sid`, `org` and `ten`; permissions come from the database. */
type AccessClaims = {
  sub: string
  sid: string
  org: string | null
  ten: string | null
  role: string | null
  /** Of a role of the tenant's own: the built-in one that is its rank. */
  role_rank?: Role
  permissions: string[]
}

const audience = "nanostack-api"

/**
 * Signs an access token: by default HS256 with the header `{"alg":"HS256","typ":"JWT"}`, otherwise as TOKEN_ALGORITHM
 * says.
 * @param now in seconds, by the database's clock, which also dates the start of memberships
 */
export async function signAccessToken(claims: AccessClaims, now: number): Promise<{ token: string; expiresAt: Date }> {
  const exp = now + env().ACCESS_TOKEN_TTL_SECONDS
  const { sub, ...rest } = claims
  const { algorithm, sign } = signingKey()
  const kid = await currentKeyId()
  const token = await new SignJWT(rest)
    .setProtectedHeader({ alg: algorithm, typ: "JWT", ...(kid && { kid }) })
    .setSubject(sub)
    .setIssuedAt(now)
    .setExpirationTime(exp)
    .setIssuer(env().PUBLIC_URL)
    .setAudience(audience)
    .sign(sign)
  return { token, expiresAt: new Date(exp * 1000) }
}

/**
 * Verifies signature (only the installation's algorithm, RFC 8725 §3.1), issuer, audience and times.
 * @throws AppError invalid_token
 */
export async function verifyAccessToken(token: string): Promise<VerifiedClaims> {
  const known = verifiedTokens().get(token)
  if (known && known.exp > Date.now() / 1000) return known
  if (!isCanonical(token)) throw new AppError("invalid_token")
  for (const key of acceptedKeys()) {
    const claims = await verified(token, key)
    if (claims) {
      verifiedTokens().set(token, claims)
      return claims
    }
  }
  throw new AppError("invalid_token")
}

/** Verified signatures: a signature does not change, and the expiry is checked each time. */
const verifiedTokens = () =>
  singleton("verified-tokens", () => expiringCache<VerifiedClaims>({ max: 20_000, ttl: 60_000 }))

type VerifiedClaims = AccessClaims & { iat: number; exp: number }

/**
 * Whether a token is spelled in the one way that is accepted. Base64 has several spellings of the same bytes: a deny-list
 * of tokens could be bypassed.
 */
export const isCanonical = (token: string) =>
  token.split(".").every((part) => Buffer.from(part, "base64url").toString("base64url") === part)

const isId = (value: unknown): value is string => typeof value === "string" && /^[A-Za-z0-9_]{1,64}$/.test(value)
const isIdOrNull = (value: unknown): value is string | null => value === null || isId(value)

async function verified(token: string, { algorithm, verify }: SigningKey): Promise<VerifiedClaims | null> {
  try {
    const { payload } = await jwtVerify(token, verify, {
      algorithms: [algorithm],
      issuer: env().PUBLIC_URL,
      audience,
      typ: "JWT",
      requiredClaims: ["sub", "sid", "exp", "iat"],
    })
    const { sub, sid, org, ten, role, role_rank, permissions, iat, exp, aud } = payload as typeof payload &
      Record<string, unknown>
    const sane = Number.isSafeInteger(iat) && Number.isSafeInteger(exp) && Number(iat) <= Date.now() / 1000 + 600
    if (!sane || typeof aud !== "string" || !isId(sub) || !isId(sid) || !isIdOrNull(org) || !isIdOrNull(ten))
      return null
    return {
      sub,
      sid,
      org,
      ten,
      role: role as string | null,
      ...(role_rank === undefined ? {} : { role_rank: role_rank as Role }),
      permissions: permissions as string[],
      iat: Number(iat),
      exp: Number(exp),
    }
  } catch {
    return null
  }
}

/** Expiry of a verified token. */
export function accessTokenEnds(token: string): Date {
  return new Date(Number(decodeJwt(token).exp) * 1000)
}
