import { invalidate } from "../core/cache/authorization-cache"
import { currentRequest } from "../core/context"
import { randomToken } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { presentTimestamp } from "../core/db/transaction"
import { env } from "../core/env"
import type { Scope } from "../core/identity/access"
import { storeRefreshToken } from "./refresh-tokens"

/** A new session: for the API with its first refresh token. */
type NewSession = { sessionId: string; refreshToken: string | null }

/**
 * Result of a sign-in: for a browser the content of its cookie; for the API with a refresh token. `restored`: when the
 * account, which was closed, would have been deleted.
 */
export type SignIn = NewSession & {
  userId: string
  scope: Scope | null
  restored?: Date
  /** For the cookie of a browser that is asked for no code from now on. */
  deviceToken?: string
}

/** A second factor: a code of an authenticator app, or one of the list of recovery codes. */
export type Factor = "totp" | "recovery_code"

/** How someone signs in by this second factor, after the first (RFC 8176). */
export function amrOf(factor: Factor | null, first: readonly string[] = ["pwd"]): string[] {
  return factor ? [...new Set([...first, factor === "totp" ? "otp" : factor, "mfa"])] : [...first]
}

/**
 * Starts a session.
 * @param scope of its access tokens; null for none and for browsers
 * @param amr how the person signed in (RFC 8176)
 * @param rememberedSince when a second factor was shown in a browser that is remembered and that stands for it
 */
export async function startSession(
  tx: Tx,
  userId: string,
  kind: "browser" | "api",
  scope: Scope | null,
  amr: readonly string[] = amrOf(null),
  rememberedSince: Date | null = null,
): Promise<NewSession> {
  const sessionId = newId("ses")
  const { ip, userAgent } = currentRequest()
  await tx.$executeRaw`
    INSERT INTO sessions (user_id, id, kind, tenant_id, organization_id, opened_at, ip, user_agent, amr, assurance,
      mfa_proved_at, remembered_since, expires_at)
    VALUES (${userId}, ${sessionId}, ${kind}, ${scope?.tenantId ?? null}, ${scope?.organizationId ?? null},
            clock_timestamp(), ${ip}, ${userAgent}, ${[...amr]}, ${amr.includes("mfa") ? 2 : 1}::smallint,
            CASE WHEN ${amr.includes("mfa") && !rememberedSince}::boolean THEN clock_timestamp() END,
            ${rememberedSince}::timestamptz,
            now() + make_interval(days => ${env().SESSION_IDLE_DAYS}::int))`
  if (kind === "browser") return { sessionId, refreshToken: null }
  const refreshToken = randomToken()
  await storeRefreshToken(tx, refreshToken, userId, sessionId)
  return { sessionId, refreshToken }
}

/** The sign-in to an application that a browser's session makes possible. */
type ApplicationSession = {
  userId: string
  parentId: string
  applicationId: string
  grantId: string
  scope: { tenantId: string; organizationId: string }
  /** Whether it outlives the browser's session. */
  offline: boolean
}

/**
 * Continues this browser's live sign-in to an application under the same grant. One that outlives the browser's session
 * is another than one that ends with it. @returns its ID, or null without one
 */
export async function continueApplicationSession(tx: Tx, of: ApplicationSession): Promise<string | null> {
  const [live] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM sessions
    WHERE user_id = ${of.userId} AND parent_id = ${of.parentId} AND grant_id = ${of.grantId} AND kind = 'application'
      AND offline = ${of.offline}::boolean AND ended_at IS NULL AND expires_at > now() FOR UPDATE`
  if (!live) return null
  await forgetPauses(tx, of.userId, live.id)
  return live.id
}

/**
 * Starts a sign-in to an application. It dates from the browser's session, which its caller holds locked.
 * @returns its ID, the `sid` of its tokens
 */
export async function startApplicationSession(tx: Tx, of: ApplicationSession): Promise<string> {
  const sessionId = newId("ses")
  const { ip, userAgent } = currentRequest()
  await tx.$executeRaw`
    INSERT INTO sessions (user_id, id, kind, tenant_id, organization_id, opened_at, ip, user_agent, proved_at, auth_time, amr,
      assurance, remembered_since, passkey_id, identity_id, parent_id, application_id, grant_id, offline, expires_at)
    SELECT user_id, ${sessionId}, 'application', ${of.scope.tenantId}, ${of.scope.organizationId}, clock_timestamp(), ${ip},
      ${userAgent}, proved_at, auth_time, amr, assurance, remembered_since, passkey_id, identity_id, id, ${of.applicationId}, ${of.grantId},
      ${of.offline}::boolean,
      now() + make_interval(days => ${env().SESSION_MAX_DAYS}::int)
    FROM sessions WHERE user_id = ${of.userId} AND id = ${of.parentId}`
  return sessionId
}

/** Sets the tenant and organization of a session's future access tokens. */
export async function setSessionScope(tx: Tx, userId: string, sessionId: string, scope: Scope | null): Promise<void> {
  invalidate(`session:${sessionId}`)
  const now = await presentTimestamp(tx)
  await tx.$executeRaw`
    UPDATE sessions
    SET tenant_id = ${scope?.tenantId ?? null}, organization_id = ${scope?.organizationId ?? null}, opened_at = ${now}
    WHERE user_id = ${userId} AND id = ${sessionId}`
}

/** Records which passkey a session was begun by: removing it ends the session. */
export async function noteBegunBy(tx: Tx, { userId, sessionId }: SignIn, passkeyId: string): Promise<void> {
  await tx.$executeRaw`UPDATE sessions SET passkey_id = ${passkeyId} WHERE user_id = ${userId} AND id = ${sessionId}`
}

/** As `noteBegunBy`, for an account elsewhere. */
export async function noteBegunByIdentity(tx: Tx, { userId, sessionId }: SignIn, identityId: string): Promise<void> {
  await tx.$executeRaw`UPDATE sessions SET identity_id = ${identityId} WHERE user_id = ${userId} AND id = ${sessionId}`
}

/**
 * Records that the password or a code was confirmed again. Of two factors it is one: that is no new authentication.
 * @param both whether it was two factors, or a passkey, which counts as both
 */
export async function renewProof(tx: Tx, userId: string, sessionId: string, both = false): Promise<void> {
  invalidate(`session:${sessionId}`)
  await tx.$executeRaw`
    UPDATE sessions SET proved_at = now(), auth_time = CASE WHEN assurance = 1 THEN NULL ELSE COALESCE(auth_time, proved_at) END
    WHERE user_id = ${userId} AND id = ${sessionId}`
  if (both) await noteBothFactors(tx, userId, sessionId)
  await forgetPauses(tx, userId, sessionId)
}

const noteBothFactors = (tx: Tx, userId: string, sessionId: string) =>
  tx.$executeRaw`UPDATE sessions SET mfa_proved_at = now() WHERE user_id = ${userId} AND id = ${sessionId}`

/**
 * Records that the person was authenticated again, as by a new sign-in.
 * @param factor the second factor, or null where there was none
 * @param first how they were authenticated before it; as the session says where that goes on
 */
export async function renewSignIn(
  tx: Tx,
  { userId, sessionId }: { userId: string; sessionId: string },
  factor: Factor | null,
  first: readonly string[],
): Promise<void> {
  invalidate(`session:${sessionId}`)
  await tx.$executeRaw`
    UPDATE sessions SET proved_at = now(), auth_time = NULL, amr = ${amrOf(factor, first)}, assurance = ${factor ? 2 : 1}::smallint,
      remembered_since = NULL
    WHERE user_id = ${userId} AND id = ${sessionId}`
  if (factor) await noteBothFactors(tx, userId, sessionId)
  await forgetPauses(tx, userId, sessionId)
}

/** Someone is there: how long the session was not used before no longer counts. */
async function forgetPauses(tx: Tx, userId: string, sessionId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO session_activity (user_id, session_id, seen_minute)
    VALUES (${userId}, ${sessionId}, date_trunc('minute', now()))
    ON CONFLICT (user_id, session_id) DO UPDATE SET longest_pause = 0, seen_minute = EXCLUDED.seen_minute`
}

/**
 * Records that a code of two-factor authentication was entered during a session: it counts as both factors from now on.
 * That is no new authentication, and no new proof of the password.
 */
export async function raiseAssurance(tx: Tx, userId: string, sessionId: string, factor: string): Promise<void> {
  invalidate(`session:${sessionId}`)
  await tx.$executeRaw`
    UPDATE sessions SET assurance = 2, remembered_since = NULL,
      amr = ARRAY(SELECT DISTINCT unnest(amr || ${[factor, "mfa"]}::text[]) ORDER BY 1)
    WHERE user_id = ${userId} AND id = ${sessionId}`
}

/** How a session was begun (RFC 8176). */
export async function amrOfSession(tx: Tx, of: { userId: string; sessionId: string }): Promise<string[]> {
  const { userId, sessionId: id } = of
  return (await tx.session.findUnique({ where: { userId_id: { userId, id } }, select: { amr: true } }))?.amr ?? []
}

/** Minutes for which a proof is recent. */
export const proofMinutes = 15

/**
 * Whether a session's last proof is recent, by the database's clock.
 * @param both counts only proofs by two factors or a passkey
 */
export async function hasFreshProof(client: Tx, userId: string, sessionId: string, both: boolean): Promise<boolean> {
  const [row] = await client.$queryRaw<{ fresh: boolean }[]>`
    SELECT COALESCE(CASE WHEN ${both}::boolean THEN mfa_proved_at ELSE proved_at END
                      > clock_timestamp() - make_interval(mins => ${proofMinutes}::int), false) AS fresh
    FROM sessions WHERE user_id = ${userId} AND id = ${sessionId}`
  return row?.fresh ?? false
}
