import { cached, type Loaded } from "../cache/authorization-cache"
import { digest } from "../crypto"
import { db, type Tx } from "../db/client"
import { AppError } from "../errors"
import { accessOfPerson, hasLasted, loadAccess } from "./access"
import { ownScopes } from "./application-scopes"
import { type ApplicationClaims, verifyForOwnApi } from "./application-tokens"
import { type Caller, callerOfMachine, callerThrough } from "./caller"
import { accessOfMachine, isOutdated, secondsOfSecret } from "./machine-access"
import { admits, type CallingApplication, readCalling, readSignIn, type SignInRow } from "./read-application"
import type { Through } from "./through"

/**
 * Returns the caller of an application's access token for this API, with current data from the database.
 * @throws AppError invalid_token when the sign-in, the application, or the access there have ended
 */
export async function callerOfApplication(token: string): Promise<Caller> {
  // Another key than people's own tokens have: what is cached for those asks for no scopes.
  const found = await cached(`application token ${digest(token)}`, () => load(token))
  if (!found) throw new AppError("invalid_token")
  return found
}

async function load(token: string): Promise<Loaded<Caller> | null> {
  const claims = await verifyForOwnApi(token)
  const application = claims && (await readCalling(claims.ten, claims.client_id))
  if (!application) return null
  const isMachine = application.type === "machine"
  if (isMachine !== (claims.sub === claims.client_id)) return null
  const loaded = isMachine ? await loadMachine(claims, application) : await loadPerson(claims, application)
  if (!loaded) return null
  // Without its key, which may have been dropped because others have it, the token is worth nothing.
  const tags = [...loaded.tags, `application:${application.id}`, `key:${claims.kid}`] as const
  return { ...loaded, tags, seconds: Math.min(loaded.seconds ?? forever, claims.exp - Date.now() / 1000) }
}

const forever = Number.POSITIVE_INFINITY

async function loadPerson(claims: ApplicationClaims, application: CallingApplication): Promise<Loaded<Caller> | null> {
  const { sub: userId, sid: sessionId, org: organizationId, ten: tenantId } = claims
  if (!sessionId || !organizationId) return null
  const signIn = await readSignIn({ userId, sessionId, tenantId, organizationId, applicationId: application.id })
  const found = signIn && (await loadAccess(userId, false, { tenantId, organizationId }))
  const access = found?.value.access
  if (!signIn || !access || !hasLasted(access, signIn.opened_at)) return null
  if (!isFor(application, signIn, access.role, organizationId)) return null
  const through = throughOf(application, signIn, organizationId, claims.scope?.split(" ") ?? [])
  const parent = signIn.parent_id ? ([`session:${signIn.parent_id}`] as const) : []
  return {
    value: callerThrough(signIn, { userId, sessionId, through }),
    tags: [...found.tags, `session:${sessionId}`, ...parent, `profile:${userId}`],
    seconds: Math.min(signIn.seconds, found.seconds ?? forever),
  }
}

const isFor = (application: CallingApplication, { verified }: SignInRow, role: string, organizationId: string) =>
  admits(application, role, organizationId) && (verified || !application.require_verified_email)

/** What is left of a token's scopes: what the application can have, and for a third party what the person agreed to. */
function throughOf(
  application: CallingApplication,
  { agreed }: SignInRow,
  signedInAt: string,
  asked: Iterable<string>,
): Through {
  const {
    id: applicationId,
    tenant_id: tenantId,
    organization_id: organizationId,
    third_party: thirdParty,
  } = application
  const possible: ReadonlySet<string> = new Set(ownScopes(application))
  const scopes = new Set([...asked].filter((name) => possible.has(name) && (!thirdParty || agreed.includes(name))))
  return { applicationId, tenantId, organizationId, signedInAt, thirdParty, scopes }
}

/**
 * Repeats the authorization of an application inside a transaction, for a person who is signed in to it, and locks it.
 * @throws AppError invalid_token; permission_required where it has lost a scope since: which one opened the endpoint is
 * not known here
 */
export async function applicationNow(
  tx: Tx,
  { userId, sessionId }: { userId: string; sessionId: string },
  { tenantId, applicationId, signedInAt: organizationId, scopes }: Through,
): Promise<Through> {
  const application = await readCalling(tenantId, applicationId, tx)
  const signIn = application && (await readSignIn({ userId, sessionId, tenantId, organizationId, applicationId }, tx))
  const access = signIn && (await accessOfPerson(userId, false, { tenantId, organizationId }, tx))
  if (!access || !hasLasted(access, signIn.opened_at)) throw new AppError("invalid_token")
  if (!isFor(application, signIn, access.role, organizationId)) throw new AppError("invalid_token")
  const current = throughOf(application, signIn, organizationId, scopes)
  const lost = [...scopes].find((name) => !current.scopes.has(name))
  if (lost !== undefined) throw new AppError("permission_required", { reason: "scope", required: lost })
  return current
}

async function loadMachine(claims: ApplicationClaims, application: CallingApplication): Promise<Loaded<Caller> | null> {
  const { tenant_id: tenantId, organization_id: organizationId, id, creator_id: creatorId } = application
  const { sid: secretId = null, scope, iat: issuedAt } = claims
  const seconds = secretId ? await secondsOfSecret(db(), tenantId, id, secretId) : null
  if (seconds === undefined || (await isOutdated(db(), tenantId, id, issuedAt))) return null
  const asked = scope === undefined ? null : new Set(scope.split(" "))
  const machine = { secretId, asked, issuedAt }
  const caller = callerOfMachine(application, machine)
  if (!(await accessOfMachine({ ...caller, machine }, { tenantId, organizationId }))) return null
  const tags = [`tenant:${tenantId}`, `organization:${organizationId ?? ""}`, `user:${creatorId ?? ""}`] as const
  return { value: caller, tags, seconds }
}
