import type { Account, KoaContextWithOIDC } from "oidc-provider"
import type { Api } from "../apis/schema"
import { apiOf, apisNamed } from "../apis/store"
import { findApplication } from "../applications/store"
import { db, type Tx } from "../core/db/client"
import { ownApiId } from "../core/identity/application-scopes"
import { accessOfCreator } from "../core/identity/creator-access"
import { isOutdated, secondsOfSecret } from "../core/identity/machine-access"
import { covers } from "../core/identity/permissions"
import { accessClaims, claimsOf } from "./claims"
import { parseGrantId } from "./grant-id"
import { activeApplication, findSignIn, type Person, personOf } from "./sign-in"

/** What the engine, or a signed token itself, says about a token. */
export type Token = {
  grantId?: string | undefined
  scope?: string | undefined
  aud?: unknown
  clientId?: string | undefined
  /** Of a machine: the secret that it was issued for. */
  secretId?: string | undefined
  /** Of a token that exists, in seconds since 1970. */
  issuedAt?: number | undefined
}

/** The person of an engine's token, with their current data. */
async function personOfToken({ grantId }: Token, tx?: Tx): Promise<Person | null> {
  const of = parseGrantId(grantId)
  const signIn = of && (await findSignIn(of.userId, of.sessionId, tx))
  return signIn && personOf(signIn, tx)
}

const seconds = new WeakMap<Account, number>()

/**
 * Finds the person of a request or token for the engine; undefined where the sign-in has ended, or gives no access any
 * longer.
 */
export async function findAccount(
  _: KoaContextWithOIDC,
  accountId: string,
  token?: Token,
): Promise<Account | undefined> {
  if (!token) return { accountId, claims: async () => ({ sub: accountId }) }
  const person = await personOfToken(token)
  if (!person) return undefined
  const account: Account = { accountId, claims: async () => claimsOf(person) }
  seconds.set(account, person.seconds ?? Number.POSITIVE_INFINITY)
  return account
}

/** Life of an access token in seconds: never longer than the membership. */
export function secondsOf({ oidc }: KoaContextWithOIDC, asked = 300): number {
  const left = oidc.account ? (seconds.get(oidc.account) ?? asked) : asked
  return Math.max(1, Math.floor(Math.min(asked, left)))
}

async function apiOfToken(tenantId: string, { aud }: Token, tx: Tx | undefined): Promise<Api | undefined> {
  const id = typeof aud === "string" ? apiOf(aud) : null
  return id ? (await apisNamed(tx ?? db(), tenantId, [id]))[0] : undefined
}

/** Claims of an access token for an API; none for one that only opens userinfo. */
export async function tokenClaims(token: Token, tx?: Tx): Promise<Record<string, unknown> | undefined> {
  const person = token.aud === undefined ? null : await personOfToken(token, tx)
  const api = person ? await apiOfToken(person.tenant_id, token, tx) : undefined
  if (!person || !api) return undefined
  return accessClaims(person, api, new Set(token.scope?.split(" ")))
}

/**
 * Claims of a machine's token: its permissions, capped at its creator's of this moment and at what the API knows. None
 * where its creator has no access any longer, its secret was revoked, or the machine was suspended since.
 */
export async function machineClaims(token: Token, tx?: Tx): Promise<Record<string, unknown> | undefined> {
  const client = tx ?? db()
  const application = tx
    ? await findApplication(tx, String(token.clientId))
    : await activeApplication(String(token.clientId))
  if (!application) return undefined
  const { tenant_id: tenantId, organization_id: organizationId, made_by: creator } = application
  const { secretId, issuedAt } = token
  if (issuedAt !== undefined && (await isOutdated(client, tenantId, application.id, issuedAt))) return undefined
  const isLive =
    secretId === undefined || (await secondsOfSecret(client, tenantId, application.id, secretId)) !== undefined
  const limit = isLive && creator && (await accessOfCreator(creator, { tenantId, organizationId }, "tenant_admin", tx))
  if (!limit) return undefined
  const api = await apiOfToken(tenantId, token, tx)
  const own = application.permissions.filter((name) => covers(limit, name))
  const asked = api?.id === ownApiId && token.scope !== undefined ? new Set(token.scope.split(" ")) : null
  const permissions = own.filter((name) => api?.permissions.includes(name) && (asked?.has(name) ?? true))
  return { ...(secretId && { sid: secretId }), ten: tenantId, org: organizationId, permissions }
}
