import { db } from "../db"
import { env } from "../env"
import { touch } from "../touch"

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

/** Notes that somebody was seen in an organization, at most every five minutes. */
export function touchMembership(userId: string, { tenantId, organizationId }: Seen): void {
  if (tenantId && organizationId)
    touch(`${userId} ${organizationId}`, null, () => writeMembership(userId, tenantId, organizationId))
}

type Seen = { tenantId: string | null; organizationId: string | null }

async function write(userId: string, sessionId: string, tenantId: string | null, organizationId: string | null) {
  await db.$executeRaw`
    UPDATE sessions SET last_seen_at = now(),
      expires_at = LEAST(created_at + make_interval(days => ${env().SESSION_MAX_DAYS}::int),
                         now() + make_interval(days => ${env().SESSION_IDLE_DAYS}::int))
    WHERE user_id = ${userId} AND id = ${sessionId} AND ended_at IS NULL`
  if (tenantId && organizationId) await writeMembership(userId, tenantId, organizationId)
}

async function writeMembership(userId: string, tenantId: string, organizationId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE memberships SET last_seen_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} AND deleted_at IS NULL`
}
