import type { AdapterPayload } from "oidc-provider"
import { currentRequest, type RequestContext } from "../core/context"
import { sha256 } from "../core/crypto"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { counts } from "../core/observability/counters"
import { openSealed, seal } from "../core/seal"
import { endApplicationSession } from "../sessions/ends"
import { parseGrantId } from "./grant-id"

/** What the engine stores about a token, code or request. */
export type Payload = AdapterPayload

const label = "oidc-record"

/** A record as the engine's adapter and our own endpoints see it. */
export type OidcRecord = {
  kind: string
  payload: Payload
  userId: string | null
  sessionId: string | null
  createdAt: Date
  expiresAt: Date
  consumedAt: Date | null
  revokedAt: Date | null
}

const hashOf = (kind: string, id: string) => sha256(`${kind} ${id}`)

/** Returns a record that has not expired, by the token or code that its holder has. */
export async function findRecord(kind: string, id: string, client: Tx = db()): Promise<OidcRecord | null> {
  const [row] = await client.$queryRaw<(Omit<OidcRecord, "payload"> & { payload: Uint8Array })[]>`
    SELECT kind, payload, user_id AS "userId", session_id AS "sessionId", created_at AS "createdAt",
           expires_at AS "expiresAt", consumed_at AS "consumedAt", revoked_at AS "revokedAt"
    FROM oidc_records WHERE hash = ${hashOf(kind, id)} AND expires_at > now()`
  const payload = row && openSealed<Payload>(label, row.payload)
  return payload ? { ...row, payload } : null
}

/** The refresh token that a request has used: the engine consumes it, and stores its successor, within one request. */
const used = new WeakMap<RequestContext, Uint8Array<ArrayBuffer>>()

/**
 * Stores a record. What belongs to a sign-in is only stored while that lives, and behind its lock.
 * @returns false where the sign-in has ended
 */
export async function storeRecord(kind: string, id: string, payload: Payload, seconds: number): Promise<boolean> {
  const predecessor = kind === "RefreshToken" ? (used.get(currentRequest()) ?? null) : null
  const { userId = payload.accountId ?? null, sessionId = null } = parseGrantId(payload.grantId) ?? {}
  return transaction(async (tx) => {
    if (sessionId && !(await lockSignIn(tx, String(userId), sessionId))) return false
    await tx.$executeRaw`
      INSERT INTO oidc_records (hash, kind, user_id, session_id, payload, predecessor, expires_at)
      VALUES (${hashOf(kind, id)}, ${kind}, ${userId}, ${sessionId}, ${seal(label, payload)}, ${predecessor},
        now() + make_interval(secs => ${seconds}::int))
      ON CONFLICT (hash) DO UPDATE SET payload = EXCLUDED.payload, expires_at = EXCLUDED.expires_at`
    return true
  })
}

/**
 * Settles a request that waits for a person, once. @returns false where it was settled before, or has expired
 * @param tx null outside of a transaction
 */
export async function answerRecord(
  tx: Tx | null,
  kind: string,
  id: string,
  payload: Payload,
  { userId, sessionId }: { userId: string; sessionId: string | null },
): Promise<boolean> {
  const answered = await (tx ?? db()).$executeRaw`
    UPDATE oidc_records SET payload = ${seal(label, payload)}, user_id = ${userId}, session_id = ${sessionId}
    WHERE hash = ${hashOf(kind, id)} AND user_id IS NULL AND consumed_at IS NULL AND expires_at > now()`
  return answered > 0
}

/** What PostgreSQL takes as seconds: 68 years. */
const forever = 2 ** 31 - 1

/** Stores that something has been used. @returns false where it had been before, on any server */
export async function storeOnce(kind: string, id: string, asked: number): Promise<boolean> {
  const seconds = Math.min(asked, forever)
  const stored = await db().$executeRaw`
    INSERT INTO oidc_records (hash, kind, payload, expires_at)
    VALUES (${hashOf(kind, id)}, ${kind}, ${seal(label, {})}, now() + make_interval(secs => ${seconds}::int))
    ON CONFLICT (hash) DO NOTHING`
  return stored > 0
}

/** Deletes a record. */
export async function deleteRecord(kind: string, id: string): Promise<void> {
  await db().$executeRaw`DELETE FROM oidc_records WHERE hash = ${hashOf(kind, id)}`
}

/** Locks a sign-in against its end. @returns whether it lives */
async function lockSignIn(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT id FROM sessions WHERE user_id = ${userId} AND id = ${sessionId} AND kind = 'application'
      AND ended_at IS NULL AND expires_at > clock_timestamp() FOR UPDATE`
  return row !== undefined
}

/**
 * Uses a code or token once: of any number of concurrent requests, on any server, one succeeds. A refresh token can be
 * sent again within the grace period while none of its successors was used: each time it gets another successor, of which
 * only the first that is used remains. Any other second use ends the sign-in, also that of a successor which lost. The
 * engine asks `isSpent` first, and then ends the sign-in itself: here only races are decided.
 * @returns whether it may be used
 */
export function consumeRecord(kind: string, id: string): Promise<boolean> {
  const hash = hashOf(kind, id)
  return transaction(async (tx) => {
    const record = await findRecord(kind, id, tx)
    if (!record) return false
    const { userId, sessionId } = record
    if (sessionId && !(await lockSignIn(tx, String(userId), sessionId))) return false
    const [won] = await tx.$queryRaw<{ predecessor: Uint8Array<ArrayBuffer> | null }[]>`
      UPDATE oidc_records SET consumed_at = now()
      WHERE hash = ${hash} AND consumed_at IS NULL AND revoked_at IS NULL RETURNING predecessor`
    const fine = won ? true : kind === "RefreshToken" && (await mayRepeat(tx, hash))
    if (fine && kind === "RefreshToken") used.set(currentRequest(), hash)
    if (won?.predecessor) await revokeSiblings(tx, won.predecessor, hash)
    if (!fine && sessionId && (await endApplicationSession(tx, String(userId), sessionId, "token_reused")) > 0)
      counts().refreshReused++
    return fine
  })
}

/** Within the grace period, while no successor was used: the response may have been lost. */
async function mayRepeat(client: Tx, hash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const [row] = await client.$queryRaw<{ fine: boolean }[]>`
    SELECT r.revoked_at IS NULL AND r.consumed_at > now() - make_interval(secs => ${env().REFRESH_GRACE_SECONDS}::int)
      AND NOT EXISTS (SELECT 1 FROM oidc_records s WHERE s.predecessor = r.hash AND s.consumed_at IS NOT NULL) AS fine
    FROM oidc_records r WHERE r.hash = ${hash}`
  return row?.fine === true
}

/** Whether the engine has to treat a record as used up. */
export async function isSpent(kind: string, id: string, record: OidcRecord): Promise<boolean> {
  if (record.revokedAt) return true
  if (!record.consumedAt) return false
  return kind !== "RefreshToken" || !(await mayRepeat(db(), hashOf(kind, id)))
}

/** The first use of one successor ends the others. */
async function revokeSiblings(tx: Tx, predecessor: Uint8Array<ArrayBuffer>, hash: Uint8Array<ArrayBuffer>) {
  await tx.$executeRaw`
    UPDATE oidc_records SET revoked_at = now()
    WHERE predecessor = ${predecessor} AND hash <> ${hash} AND revoked_at IS NULL`
}

/** Ends the sign-in that a token belongs to, with all of its tokens. */
export async function endSignIn(userId: string, sessionId: string, reason: string): Promise<number> {
  return transaction((tx) => endApplicationSession(tx, userId, sessionId, reason))
}
