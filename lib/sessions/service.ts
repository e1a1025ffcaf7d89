import { invalidate } from "../core/cache/authorization-cache"
import { currentRequest } from "../core/context"
import { hmac, randomToken, sha256 } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { counts } from "../core/observability/counters"
import { log } from "../core/observability/log"
import { endSession } from "./ends"

/** A session that begins: for the API it comes with its first refresh token. */
export type NewSession = { sessionId: string; refreshToken: string | null }

/** Somebody who has just signed in: for a browser, what its cookie holds; for the API, with a refresh token. */
export type SignIn = NewSession & { userId: string; place: Scope | null }

/** Begins a session. `place` is what its access tokens open; null for none and for browsers. */
export async function startSession(
  tx: Tx,
  userId: string,
  kind: "browser" | "api",
  place: Scope | null,
): Promise<NewSession> {
  const sessionId = newId("ses")
  const { ip, userAgent } = currentRequest()
  await tx.$executeRaw`
    INSERT INTO sessions (user_id, id, kind, tenant_id, organization_id, opened_at, ip, user_agent, expires_at)
    VALUES (${userId}, ${sessionId}, ${kind}, ${place?.tenantId ?? null}, ${place?.organizationId ?? null}, now(), ${ip},
            ${userAgent}, now() + make_interval(days => ${env().SESSION_IDLE_DAYS}::int))`
  if (kind === "browser") return { sessionId, refreshToken: null }
  const refreshToken = randomToken()
  await storeRefreshToken(tx, refreshToken, userId, sessionId)
  return { sessionId, refreshToken }
}

async function storeRefreshToken(tx: Tx, token: string, userId: string, sessionId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO secrets (hash, kind, user_id, subject) VALUES (${sha256(token)}, 'refresh', ${userId}, ${sessionId})
    ON CONFLICT (hash) DO NOTHING`
}

/** The session that a refresh token continues, and the token that takes its place. */
export type Rotation = {
  userId: string
  sessionId: string
  tenantId: string | null
  organizationId: string | null
  /** When the session began to open that place. */
  openedAt: Date
  refreshToken: string
}

type RefreshRow = {
  user_id: string
  session_id: string
  tenant_id: string | null
  organization_id: string | null
  opened_at: Date
  used: boolean
  in_grace: boolean
  live: boolean
}

/**
 * Rotates a refresh token (RFC 9700 §4.14.2). The successor is derived from the presented token, so that within the
 * grace, while it is itself unused, any number of parallel requests get the same one. Any other use of a used token
 * ends the whole session; that ending is committed although the answer is 401.
 * @param then what happens in the same transaction; if it throws, nothing was used
 * @throws AppError invalid_token; unavailable where only a server with another AUTH_SECRET can give the successor again
 */
export async function rotateRefreshToken<T>(
  token: string,
  then: (tx: Tx, session: Rotation) => Promise<T>,
): Promise<T> {
  const outcome = await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<RefreshRow[]>`
      SELECT r.user_id, s.id AS session_id, s.tenant_id, s.organization_id,
             COALESCE(s.opened_at, s.created_at) AS opened_at, r.used_at IS NOT NULL AS used,
             r.used_at > now() - make_interval(secs => ${env().REFRESH_GRACE_SECONDS}::int) AS in_grace,
             s.ended_at IS NULL AND s.expires_at > clock_timestamp() AND u.deleted_at IS NULL AS live
      FROM secrets r
      JOIN sessions s ON s.user_id = r.user_id AND s.id = r.subject
      JOIN users u ON u.id = r.user_id
      WHERE r.hash = ${sha256(token)} AND r.kind = 'refresh' AND r.revoked_at IS NULL
      FOR UPDATE OF r, s`
    if (!row?.live) return null
    const successor = row.used ? row.in_grace && (await successorGiven(tx, token)) : successorOf(token)
    if (!successor) {
      await endSession(tx, row.user_id, row.session_id, "refresh_token_reused")
      return "reused" as const
    }
    await tx.$executeRaw`UPDATE secrets SET used_at = COALESCE(used_at, now()) WHERE hash = ${sha256(token)} AND kind = 'refresh'`
    await storeRefreshToken(tx, successor, row.user_id, row.session_id)
    await tx.$executeRaw`
      UPDATE sessions SET last_seen_at = now(),
        expires_at = LEAST(created_at + make_interval(days => ${env().SESSION_MAX_DAYS}::int),
                           now() + make_interval(days => ${env().SESSION_IDLE_DAYS}::int))
      WHERE user_id = ${row.user_id} AND id = ${row.session_id}`
    const { user_id: userId, session_id: sessionId, tenant_id: tenantId, organization_id: organizationId } = row
    const whose = { userId, sessionId, tenantId, organizationId, openedAt: row.opened_at }
    return { value: await then(tx, { ...whose, refreshToken: successor }) }
  })
  if (outcome === "reused") counts().refreshReused++
  if (!outcome || outcome === "reused") throw new AppError("invalid_token", { reason: "refresh_token" })
  return outcome.value
}

const successorOf = (token: string, secret?: "previous") =>
  Buffer.from(hmac("refresh-successor", token, secret)).toString("base64url")

/**
 * The unused successor that a used token has been given, under either secret.
 * @returns null when it was used
 * @throws AppError unavailable when it is unused, and was derived under a secret that this server does not know
 */
async function successorGiven(tx: Tx, token: string): Promise<string | null> {
  for (const successor of [successorOf(token), successorOf(token, "previous")]) {
    const row = await tx.secret.findUnique({ where: { hash: sha256(successor) }, select: { usedAt: true } })
    if (row) return row.usedAt === null ? successor : null
  }
  if (!(await hasUnusedSuccessor(tx, token))) return null
  log.warn(
    { request_id: currentRequest().requestId },
    "a refresh was repeated whose successor was derived under another AUTH_SECRET",
  )
  throw new AppError("unavailable", { retryAfter: 1 })
}

/** Whether one token followed this one in its session, and is unused: tells a repeat from a theft without any key. */
async function hasUnusedSuccessor(tx: Tx, token: string): Promise<boolean> {
  const [since] = await tx.$queryRaw<{ given: number; used: number }[]>`
    SELECT count(*)::int AS given, count(s.used_at)::int AS used
    FROM secrets r JOIN secrets s ON s.kind = r.kind AND s.subject = r.subject AND s.user_id = r.user_id
    WHERE r.hash = ${sha256(token)} AND s.hash <> r.hash AND s.created_at > r.used_at`
  return since?.given === 1 && since.used === 0
}

/** Sets the tenant and organization that a session's access tokens open from now on. */
export async function setSessionScope(tx: Tx, userId: string, sessionId: string, place: Scope | null): Promise<void> {
  invalidate(`session:${sessionId}`)
  await tx.$executeRaw`
    UPDATE sessions SET tenant_id = ${place?.tenantId ?? null}, organization_id = ${place?.organizationId ?? null}, opened_at = now()
    WHERE user_id = ${userId} AND id = ${sessionId}`
}

/** Ends the session that a refresh token belongs to, used or not. Nothing happens for an unknown one. */
export async function endSessionOfToken(tx: Tx, token: string): Promise<{ userId: string; sessionId: string } | null> {
  const row = await tx.secret.findUnique({ where: { hash: sha256(token), kind: "refresh" } })
  if (!row?.userId || !row.subject) return null
  const ended = await endSession(tx, row.userId, row.subject, "signed_out")
  return ended > 0 ? { userId: row.userId, sessionId: row.subject } : null
}

/** Notes that the password or second factor was shown again. */
export async function renewProof(tx: Tx, userId: string, sessionId: string): Promise<void> {
  invalidate(`session:${sessionId}`)
  await tx.$executeRaw`UPDATE sessions SET proved_at = now() WHERE user_id = ${userId} AND id = ${sessionId}`
}
