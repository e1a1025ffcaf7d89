import { touch } from "../core/cache/last-seen"
import { db } from "../core/db/client"
import { env } from "../core/env"
import { noteSeen } from "../memberships/touch"

/**
 * Notes that a session was used, at most every five minutes and without making anybody wait: last seen moves,
 * and with it the idle end of the session, never past its longest life.
 */
export function touchSession(
  userId: string,
  sessionId: string,
  lastSeenAt: Date,
  tenantId: string | null,
  organizationId: string | null,
): void {
  touch(sessionId, lastSeenAt, () => write(userId, sessionId, tenantId, organizationId))
}

async function write(userId: string, sessionId: string, tenantId: string | null, organizationId: string | null) {
  await db.$executeRaw`
    UPDATE sessions SET last_seen_at = now(),
      expires_at = LEAST(created_at + make_interval(days => ${env().SESSION_MAX_DAYS}::int),
                         now() + make_interval(days => ${env().SESSION_IDLE_DAYS}::int))
    WHERE user_id = ${userId} AND id = ${sessionId} AND ended_at IS NULL`
  if (tenantId && organizationId) await noteSeen(userId, tenantId, organizationId)
}
