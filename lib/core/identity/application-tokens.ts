import { createLocalJWKSet, decodeProtectedHeader, type JWK, type JWTPayload, jwtVerify } from "jose"
import { z } from "zod"
import { singleton } from "../cache/singleton"
import { db } from "../db/client"
import { env } from "../env"
import { isCanonical } from "./access-tokens"

/** What access tokens for Nanostack's own API name as their audience. */
export const ownApiIdentifier = () => `${env().PUBLIC_URL}/api/v1`

/** Public keys that verify what is signed for applications. */
export async function publishedJwks(): Promise<JWK[]> {
  const rows = await db().$queryRaw<{ public_jwk: JWK }[]>`
    SELECT public_jwk FROM signing_keys WHERE publish_at <= now() AND (retire_at IS NULL OR retire_at > now())
    ORDER BY sign_from DESC, id`
  return rows.map(({ public_jwk }) => public_jwk)
}

/** Verifies a token that we have signed. @param type its `typ` header */
export async function verifySigned(token: string, type: string, leeway = 0): Promise<JWTPayload | null> {
  return verifyBy(await publishedJwks(), token, type, { clockTolerance: leeway })
}

async function verifyBy(keys: JWK[], token: string, type: string, more: object): Promise<JWTPayload | null> {
  try {
    const options = { issuer: env().PUBLIC_URL, algorithms: ["RS256", "ES256"], ...more }
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet({ keys }), options)
    return String(protectedHeader.typ ?? "JWT").toLowerCase() === type.toLowerCase() ? payload : null
  } catch {
    return null
  }
}

/** Whether a token says that it is an access token of an application, before anything is checked. */
export function isOfApplication(token: string): boolean {
  try {
    return String(decodeProtectedHeader(token).typ).toLowerCase() === "at+jwt"
  } catch {
    return false
  }
}

const Id = z.string().regex(/^[A-Za-z0-9_]{1,64}$/)

const Claims = z.object({
  // One audience: a token for several could be replayed by each of them.
  aud: z.string(),
  sub: Id,
  client_id: Id,
  /** The sign-in; of a machine, the secret that it was issued for. */
  sid: Id.optional(),
  ten: Id,
  org: Id.nullable(),
  scope: z.string().optional(),
  iat: z.int(),
  exp: z.int(),
})

/** Claims of an access token for Nanostack's own API. */
export type ApplicationClaims = z.output<typeof Claims>

/** Verifies an access token of an application for Nanostack's own API: its signature, type, issuer, audience and times. */
export async function verifyForOwnApi(
  token: string,
  keys?: JWK[],
): Promise<(ApplicationClaims & { kid: string }) | null> {
  if (!isCanonical(token)) return null
  const only = { algorithms: ["ES256"], audience: ownApiIdentifier() }
  const payload = await verifyBy(keys ?? (await publishedJwks()), token, "at+jwt", only)
  const claims = Claims.safeParse(payload)
  if (!claims.success || claims.data.aud !== ownApiIdentifier()) return null
  return { ...claims.data, kid: String(decodeProtectedHeader(token).kid) }
}

/** Milliseconds that keys are kept for telling whom a request counts against. */
const fresh = 10_000

/** Whom a token's requests count against. Without a statement per request, so that bad tokens cost none. */
export async function holderOfSigned(token: string): Promise<{ person?: string; machine?: string } | null> {
  const kept = singleton<{ at: number; keys: JWK[] }>("published-jwks", () => ({ at: 0, keys: [] }))
  if (Date.now() - kept.at > fresh) {
    kept.at = Date.now()
    kept.keys = await publishedJwks()
  }
  const claims = await verifyForOwnApi(token, kept.keys)
  if (!claims) return null
  const { sub, client_id, sid } = claims
  return sub === client_id ? { machine: client_id } : { person: sid ?? sub }
}
