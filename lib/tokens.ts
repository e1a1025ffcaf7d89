import { decodeJwt, jwtVerify, SignJWT } from "jose"
import { derivedKey, env } from "./env"
import { AppError } from "./errors"
import type { Role } from "./permissions"

/** What an access token says. Only `sub`, `sid`, `org` and `ten` are used by us; rights come from the database. */
export type AccessClaims = {
  sub: string
  sid: string
  org: string | null
  ten: string | null
  role: Role | null
  permissions: string[]
}

const audience = "nanostack-api"

/**
 * Signs an access token, HS256, header `{"alg":"HS256","typ":"JWT"}`.
 * @param now in seconds, by the database's clock, which also says since when a membership is active
 */
export async function signAccessToken(claims: AccessClaims, now: number): Promise<{ token: string; expiresAt: Date }> {
  const exp = now + env().ACCESS_TOKEN_TTL_SECONDS
  const { sub, ...rest } = claims
  const token = await new SignJWT(rest)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(sub)
    .setIssuedAt(now)
    .setExpirationTime(exp)
    .setIssuer(env().PUBLIC_URL)
    .setAudience(audience)
    .sign(derivedKey("access-token"))
  return { token, expiresAt: new Date(exp * 1000) }
}

/**
 * Checks signature (HS256 only, RFC 8725 §3.1), issuer, audience and times.
 * @throws AppError invalid_token
 */
export async function verifyAccessToken(token: string): Promise<AccessClaims & { iat: number }> {
  const payload = (await verified(token, "current")) ?? (await verified(token, "previous"))
  if (!payload) throw new AppError("invalid_token")
  return payload
}

const isId = (value: unknown): value is string => typeof value === "string" && /^[A-Za-z0-9_]{1,64}$/.test(value)
const isIdOrNull = (value: unknown): value is string | null => value === null || isId(value)

async function verified(
  token: string,
  which: "current" | "previous",
): Promise<(AccessClaims & { iat: number }) | null> {
  const key = derivedKey("access-token", which)
  if (!key) return null
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      issuer: env().PUBLIC_URL,
      audience,
      typ: "JWT",
      requiredClaims: ["sub", "sid", "exp", "iat"],
    })
    const { sub, sid, org, ten, role, permissions, iat, exp, aud } = payload as typeof payload & Record<string, unknown>
    const sane = Number.isSafeInteger(iat) && Number.isSafeInteger(exp) && Number(iat) <= Date.now() / 1000 + 600
    if (!sane || typeof aud !== "string" || !isId(sub) || !isId(sid) || !isIdOrNull(org) || !isIdOrNull(ten))
      return null
    return { sub, sid, org, ten, role: role as Role | null, permissions: permissions as string[], iat: Number(iat) }
  } catch {
    return null
  }
}

/** When a token that has been verified ends. */
export function accessTokenEnds(token: string): Date {
  return new Date(Number(decodeJwt(token).exp) * 1000)
}
