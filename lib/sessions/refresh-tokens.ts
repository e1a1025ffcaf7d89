import { sha256 } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import { movedEnd } from "../core/identity/session-end"
import { counts } from "../core/observability/counters"
import { endSession } from "./ends"
import { successorGiven, successorOf } from "./refresh-successor"

/** Stores a refresh token of a session as SHA-256. */
export async function storeRefreshToken(tx: Tx, token: string, userId: string, sessionId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO secrets (hash, kind, user_id, subject) VALUES (${sha256(token)}, 'refresh', ${userId}, ${sessionId})
    ON CONFLICT (hash) DO NOTHING`
}

/** The session that a refresh token continues, and its next token. */
export type Rotation = {
  userId: string
  superAdmin: boolean
  sessionId: string
  tenantId: string | null
  organizationId: string | null
  /** When the session got its current scope. */
  openedAt: Date
  refreshToken: string
}

type TokenRow = { userId: string; sessionId: string; used: boolean; inGrace: boolean }

type SessionRow = {
  tenantId: string | null
  organizationId: string | null
  openedAt: Date
  /** The session's new expiry; null where it moves too little to be written. */
  until: string | null
}

async function lockToken(tx: Tx, token: string): Promise<TokenRow | undefined> {
  const [row] = await tx.$queryRaw<TokenRow[]>`
    SELECT user_id AS "userId", subject AS "sessionId", used_at IS NOT NULL AS used,
           used_at > now() - make_interval(secs => ${env().REFRESH_GRACE_SECONDS}::int) AS "inGrace"
    FROM secrets WHERE hash = ${sha256(token)} AND kind = 'refresh' AND revoked_at IS NULL FOR UPDATE`
  return row
}

async function lockSession(tx: Tx, { userId, sessionId }: TokenRow): Promise<SessionRow | undefined> {
  const [row] = await tx.$queryRaw<SessionRow[]>`
    SELECT tenant_id AS "tenantId", organization_id AS "organizationId", COALESCE(opened_at, created_at) AS "openedAt",
           ${movedEnd()} AS until
    FROM sessions
    WHERE user_id = ${userId} AND id = ${sessionId} AND ended_at IS NULL AND expires_at > clock_timestamp() FOR UPDATE`
  return row
}

async function openAccount(tx: Tx, userId: string): Promise<{ superAdmin: boolean } | null> {
  return tx.user.findUnique({ where: { id: userId, deletedAt: null }, select: { superAdmin: true } })
}

/**
 * Rotates a refresh token (RFC 9700 §4.14.2). The successor is derived from the presented token, so that within the
 * grace period, while it is itself unused, any number of parallel requests get the same one. Any other use of a used
 * token revokes the whole session, which is committed although the response is 401.
 * @param then runs in the same transaction; if it throws, the token was not used
 * @throws AppError invalid_token; unavailable where only a server with another AUTH_SECRET can derive the successor
 */
export async function rotateRefreshToken<T>(
  token: string,
  then: (tx: Tx, session: Rotation) => Promise<T>,
): Promise<T> {
  const outcome = await transaction(async (tx) => {
    const row = await lockToken(tx, token)
    const session = row && (await lockSession(tx, row))
    const owner = session && (await openAccount(tx, row.userId))
    if (!owner) return null
    const { userId, sessionId, used, inGrace } = row
    const successor = used ? inGrace && (await successorGiven(tx, token)) : successorOf(token)
    if (!successor) {
      await endSession(tx, userId, sessionId, "refresh_token_reused")
      return "reused" as const
    }
    if (!used)
      await tx.$executeRaw`UPDATE secrets SET used_at = now() WHERE hash = ${sha256(token)} AND kind = 'refresh'`
    await storeRefreshToken(tx, successor, userId, sessionId)
    if (session.until)
      await tx.$executeRaw`
        UPDATE sessions SET expires_at = ${session.until}::timestamptz WHERE user_id = ${userId} AND id = ${sessionId}`
    const { tenantId, organizationId, openedAt } = session
    const whose = { userId, sessionId, tenantId, organizationId, openedAt }
    return { value: await then(tx, { ...whose, ...owner, refreshToken: successor }) }
  })
  if (outcome === "reused") counts().refreshReused++
  if (!outcome || outcome === "reused") throw new AppError("invalid_token", { reason: "refresh_token" })
  return outcome.value
}

/** Ends the session of a refresh token, used or not. Does nothing for an unknown one. */
export async function endSessionOfToken(tx: Tx, token: string): Promise<{ userId: string; sessionId: string } | null> {
  const row = await tx.secret.findUnique({ where: { hash: sha256(token), kind: "refresh" } })
  if (!row?.userId || !row.subject) return null
  const ended = await endSession(tx, row.userId, row.subject, "signed_out")
  return ended > 0 ? { userId: row.userId, sessionId: row.subject } : null
}
