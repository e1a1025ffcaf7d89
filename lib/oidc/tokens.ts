import { asStandard, introspectKey } from "../api-keys/introspect"
import { apiOf } from "../apis/store"
import { type StoredApplication, scopeOf } from "../applications/store"
import { env } from "../core/env"
import { ownApiId } from "../core/identity/application-scopes"
import { isOfApplication, verifySigned } from "../core/identity/application-tokens"
import type { KeyCaller } from "../core/identity/caller"
import { machineClaims, tokenClaims } from "./account"
import { claimsOf } from "./claims"
import { grantIdOf, parseGrantId } from "./grant-id"
import { endSignIn, findRecord, isSpent } from "./records"
import { findSignIn, personOf } from "./sign-in"

type Found = {
  clientId: string
  grantId: string | undefined
  /** Of a machine's token: the secret that it was issued for. */
  secretId?: string | undefined
  scope: string | undefined
  aud: string | undefined
  exp: number
  iat: number
  type: "access_token" | "refresh_token"
  /** How the person signed in: `acr`, `amr`, `auth_time`. */
  how: Record<string, unknown>
}

const howOf = ({ acr, amr, auth_time }: Record<string, unknown>) => ({ acr, amr, auth_time })

/** Finds any token for applications: a signed or an opaque access token, or a refresh token. */
async function findToken(token: string): Promise<Found | null> {
  if (token.split(".").length === 3) return findSigned(token)
  for (const kind of ["AccessToken", "RefreshToken"] as const) {
    const record = await findRecord(kind, token)
    if (!record || (await isSpent(kind, token, record))) continue
    const { clientId, grantId, scope, exp, iat, acr, amr, authTime, extra } = record.payload
    const type = kind === "AccessToken" ? "access_token" : "refresh_token"
    const text = (value: unknown) => (typeof value === "string" ? value : undefined)
    return {
      clientId: String(clientId),
      grantId,
      scope: text(scope),
      aud: undefined,
      exp: Number(exp),
      iat: Number(iat),
      type,
      how: howOf({ acr, amr, auth_time: authTime, ...extra }),
    }
  }
  return null
}

async function findSigned(token: string): Promise<Found | null> {
  const payload = await verifySigned(token, "at+jwt")
  if (!payload) return null
  const { sub, sid, client_id, scope, aud, exp, iat } = payload
  return {
    clientId: String(client_id),
    ...(String(sid).startsWith("sec_")
      ? { grantId: undefined, secretId: String(sid) }
      : { grantId: typeof sid === "string" ? grantIdOf(String(sub), sid) : undefined }),
    scope: typeof scope === "string" ? scope : undefined,
    aud: String(aud),
    exp: Number(exp),
    iat: Number(iat),
    type: "access_token",
    how: howOf(payload),
  }
}

/** An application sees its own tokens, and those for an API that it is named for, unless that is Nanostack's own. */
function sees(caller: StoredApplication, { clientId, aud }: Found): boolean {
  const api = apiOf(aud ?? "") ?? ""
  return clientId === caller.id || (api !== ownApiId && caller.apis.includes(api))
}

/**
 * Returns what a token is worth now (RFC 7662): session, membership, role and permissions from the database. Our own
 * applications also see API keys of their organization or tenant.
 */
export async function introspect(caller: StoredApplication, token: string): Promise<Record<string, unknown>> {
  if (token.startsWith("nsk_") && !caller.third_party) return asStandard(await introspectKey(scopeOf(caller), token))
  const found = await findToken(token)
  const claims = found && sees(caller, found) ? await worthOf(found) : null
  return claims?.ten === caller.tenant_id ? claims : { active: false }
}

/**
 * The same for an API key: signed access tokens of its organization or tenant. Null for anything that is no token for
 * an API, which others have to judge.
 */
export async function introspectFor(key: KeyCaller, token: string): Promise<Record<string, unknown> | null> {
  if (!isOfApplication(token)) return null
  const found = await findSigned(token)
  const claims = found && (await worthOf(found))
  const isOwn = claims?.ten === key.tenantId && (key.organizationId === null || claims.org === key.organizationId)
  return isOwn ? claims : { active: false }
}

async function worthOf(found: Found): Promise<Record<string, unknown> | null> {
  const { clientId, grantId, secretId, scope, aud, exp, iat, type, how } = found
  const shared = {
    active: true,
    iss: env().PUBLIC_URL,
    client_id: clientId,
    token_type: type === "access_token" ? "Bearer" : type,
  }
  const times = { scope, aud, exp, iat }
  if (!grantId) {
    const claims = await machineClaims({ clientId, aud, secretId, scope, issuedAt: iat })
    return claims ? { ...shared, sub: clientId, ...times, ...claims } : null
  }
  const of = parseGrantId(grantId)
  const signIn = of && (await findSignIn(of.userId, of.sessionId))
  const person = signIn && (await personOf(signIn))
  if (!person || person.application_id !== clientId) return null
  const { sub, sid, org, ten, role, role_rank, permissions } = claimsOf(person)
  const known = { ...shared, sub, ...times, ...how, sid, ten }
  // What its person hasn't agreed to is no more shown here than in userinfo.
  if (aud === undefined && person.application.third_party && !scope?.split(" ").includes("organization")) return known
  const now = aud === undefined ? { permissions } : await tokenClaims({ grantId, scope, aud, clientId })
  return now ? { ...known, org, role, role_rank, ...now } : null
}

/** Revokes a token of the caller's own, with the whole sign-in that it belongs to (RFC 7009). */
export async function revoke(caller: StoredApplication, token: string): Promise<void> {
  const found = await findToken(token)
  const of = found?.clientId === caller.id ? parseGrantId(found.grantId) : null
  if (of) await endSignIn(of.userId, of.sessionId, "token_revoked")
}
