import { errors } from "oidc-provider"
import { holdApplication } from "../applications/store"
import { touchSession } from "../core/cache/last-seen"
import type { Tx } from "../core/db/client"
import { presentTimestamp, transaction } from "../core/db/transaction"
import { machineClaims, type Token, tokenClaims } from "./account"
import { secretOfRequest } from "./client-secret"
import { parseGrantId } from "./grant-id"
import { activeApplication, findSignIn } from "./sign-in"

/** When the rights in a new token were read, in Unix seconds by the database's clock. */
const readAt = new WeakMap<object, number>()

/**
 * Claims of a new access token; none for one that only opens userinfo. They are read while nothing that they depend on
 * can change, and the token dates from that moment: so a later change tells which tokens it makes outdated.
 * @throws InvalidGrant, UnauthorizedClient where the sign-in or the machine has no access any longer
 */
export async function issueClaims(
  token: Token & { kind: string },
  from: Sources,
): Promise<Record<string, unknown> | undefined> {
  const of = token.kind === "AccessToken" ? parseGrantId(token.grantId) : null
  const signedIn = of ? howOf(from) : {}
  if (of) touchSession(of.userId, of.sessionId, false)
  if (token.aud === undefined && token.kind === "AccessToken") return signedIn
  const application = await activeApplication(String(token.clientId))
  const signIn = of && (await findSignIn(of.userId, of.sessionId))
  const organizationId = signIn ? signIn.organization_id : (application?.organization_id ?? null)
  const claims =
    application &&
    (await transaction(async (tx) => {
      const { tenant_id: tenantId } = application
      await holdScope(tx, tenantId, organizationId)
      if (!(await holdApplication(tx, application))) return undefined
      if (of) await holdSession(tx, of)
      const moment = await presentTimestamp(tx)
      readAt.set(token, Math.floor(moment.getTime() / 1000))
      return of ? tokenClaims(token, tx) : machineClaims({ ...token, secretId: secretOfRequest()?.id }, tx)
    }))
  if (claims) return { ...claims, ...signedIn }
  if (of) throw new errors.InvalidGrant("sign-in has ended")
  throw new errors.UnauthorizedClient("the application's creator has no access")
}

type Source = { acr?: string | undefined; amr?: string[] | undefined; authTime?: number | undefined }

/** What the engine issues a token for. */
type Sources = { [Name in "AuthorizationCode" | "RefreshToken" | "DeviceCode"]?: Source | undefined }

/** How the person signed in when the application asked (RFC 9470 §6): refreshing a token makes no one surer of them. */
function howOf({ AuthorizationCode, RefreshToken, DeviceCode }: Sources): Record<string, unknown> {
  const { acr, amr, authTime } = AuthorizationCode ?? RefreshToken ?? DeviceCode ?? {}
  return { acr, amr, auth_time: authTime }
}

/** Changes of rights hold organization or tenant exclusively. */
async function holdScope(tx: Tx, tenantId: string, organizationId: string | null): Promise<void> {
  await tx.$queryRaw`SELECT id FROM tenants WHERE id = ${tenantId} FOR SHARE`
  if (organizationId)
    await tx.$queryRaw`SELECT id FROM organizations WHERE tenant_id = ${tenantId} AND id = ${organizationId} FOR SHARE`
}

async function holdSession(tx: Tx, { userId, sessionId }: { userId: string; sessionId: string }): Promise<void> {
  await tx.$queryRaw`SELECT id FROM sessions WHERE user_id = ${userId} AND id = ${sessionId} FOR SHARE`
}

/** Dates a signed token from when its rights were read. */
export function dateToken(token: object, payload: Record<string, unknown>): void {
  const iat = readAt.get(token)
  if (iat === undefined) return
  payload.exp = Number(payload.exp) - Number(payload.iat) + iat
  payload.iat = iat
}
