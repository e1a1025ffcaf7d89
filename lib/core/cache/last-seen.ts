import { db } from "../db/client"
import { movedEnd } from "../identity/session-end"
import { log } from "../observability/log"

const touched = new Map<string, number>()
const minute = 60_000

/** Whether something is to be written again: throttled by each server. */
function isDue(id: string, every: number): boolean {
  const now = Date.now()
  if (now - (touched.get(id) ?? 0) < every) return false
  if (touched.size > 10_000) touched.clear()
  touched.set(id, now)
  return true
}

/** Fire and forget: no request waits for it, or fails by it. */
function inBackground(write: () => Promise<unknown>): void {
  void write().catch((error: unknown) => log.warn({ error: String(error).slice(0, 200) }, "could not note a use"))
}

/** Sessions used since the last write, and whether their expiry moves. */
const used = new Map<string, { userId: string; moves: boolean }>()
const writeAfter = 2_000

/**
 * Notes that a session was used, at most once a minute and without waiting. Its idle expiry moves too, never beyond its
 * maximum lifetime.
 * @param moves whether its expiry does, as far as it was read
 */
export function touchSession(userId: string, sessionId: string, moves: boolean): void {
  const isMoved = moves && isDue(`${sessionId} end`, minute)
  if (!isDue(sessionId, minute) && !isMoved) return
  if (used.size === 0) setTimeout(() => inBackground(writeUses), writeAfter).unref()
  used.set(sessionId, { userId, moves: isMoved })
}

/** One statement for all sessions that this server has seen meanwhile, and two for those whose expiry moves. */
async function writeUses(): Promise<void> {
  const sessions = [...used]
  used.clear()
  const userIds = [...new Set(sessions.map(([, { userId }]) => userId))]
  await db().$executeRaw`
    INSERT INTO session_activity AS a (user_id, session_id, seen_minute, longest_pause)
    SELECT s.user_id, s.id, date_trunc('minute', now()), floor(extract(epoch FROM now() - s.last_seen_at) / 60)::int
    FROM sessions s
    WHERE s.user_id = ANY(${userIds}::text[]) AND s.id = ANY(${sessions.map(([id]) => id)}::text[]) AND s.ended_at IS NULL
    ORDER BY s.user_id, s.id
    ON CONFLICT (user_id, session_id) DO UPDATE SET seen_minute = EXCLUDED.seen_minute, longest_pause = GREATEST(a.longest_pause,
      floor(extract(epoch FROM EXCLUDED.seen_minute - a.seen_minute) / 60)::int)
    WHERE a.seen_minute < EXCLUDED.seen_minute`
  const ids = sessions.filter(([, { moves }]) => moves).map(([id]) => id)
  if (ids.length > 0) await moveEnds(userIds, ids)
}

/** Two statements, whatever their number. Citus refuses a clock in LEAST of an UPDATE, so the expiry is read first. */
async function moveEnds(userIds: readonly string[], ids: readonly string[]): Promise<void> {
  const rows = await db().$queryRaw<{ user_id: string; id: string; until: string | null }[]>`
    SELECT user_id, id, ${movedEnd()} AS until FROM sessions
    WHERE user_id = ANY(${[...userIds]}::text[]) AND id = ANY(${[...ids]}::text[]) AND ended_at IS NULL`
  const moved = rows.filter(({ until }) => until !== null)
  if (moved.length === 0) return
  await db().$executeRaw`
    UPDATE sessions AS s SET expires_at = m.until
    FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS m (user_id text, id text, until timestamptz)
    WHERE s.user_id = m.user_id AND s.id = m.id AND s.ended_at IS NULL`
}

/** Notes the day on which a member was last seen in an organization. */
export function touchMembership(userId: string, { tenantId, organizationId }: Seen): void {
  if (tenantId && organizationId && isDue(`${userId} ${organizationId}`, 15 * minute))
    inBackground(() => noteSeen(userId, tenantId, organizationId))
}

type Seen = { tenantId: string | null; organizationId: string | null }

/** Writes the current time as a member's "last seen", once a day (UTC): lists are sorted by it. */
async function noteSeen(userId: string, tenantId: string, organizationId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE memberships SET last_seen_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} AND deleted_at IS NULL
      AND (last_seen_at IS NULL OR last_seen_at < date_trunc('day', now(), 'UTC'))`
}

/** Updates when a key was last used, at most every five minutes. Never reactivates a revoked key. */
export function touchKey(tenantId: string, id: string, lastUsedAt: Date | null): void {
  if (Date.now() - (lastUsedAt?.getTime() ?? 0) < 5 * minute || !isDue(id, 5 * minute)) return
  inBackground(
    () =>
      db()
        .$executeRaw`UPDATE api_keys SET last_used_at = now() WHERE tenant_id = ${tenantId} AND id = ${id} AND revoked_at IS NULL`,
  )
}
