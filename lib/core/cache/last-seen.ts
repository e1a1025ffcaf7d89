import { db } from "../db/client"
import { sessionEnd } from "../identity/session-end"
import { log } from "../observability/log"

const touched = new Map<string, number>()
const everyMs = 5 * 60_000

/**
 * Notes that something was used, at most every five minutes and without making anybody wait.
 * @param lastAt when it was noted last, as the database has it
 */
function touch(id: string, lastAt: Date | null, write: () => Promise<unknown>): void {
  const now = Date.now()
  if (now - Math.max(lastAt?.getTime() ?? 0, touched.get(id) ?? 0) < everyMs) return
  if (touched.size > 10_000) touched.clear()
  touched.set(id, now)
  void write().catch((error: unknown) => log.warn({ error: String(error).slice(0, 200) }, "could not note a use"))
}

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
  const [live] = await db().$queryRaw<{ until: string }[]>`
    SELECT ${sessionEnd()} AS until FROM sessions WHERE user_id = ${userId} AND id = ${sessionId} AND ended_at IS NULL`
  if (!live) return
  await db().$executeRaw`
    UPDATE sessions SET last_seen_at = now(), expires_at = ${live.until}::timestamptz
    WHERE user_id = ${userId} AND id = ${sessionId} AND ended_at IS NULL`
  if (tenantId && organizationId) await noteSeen(userId, tenantId, organizationId)
}

/** Notes that somebody was seen in an organization, at most every five minutes. */
export function touchMembership(userId: string, { tenantId, organizationId }: Seen): void {
  if (tenantId && organizationId)
    touch(`${userId} ${organizationId}`, null, () => noteSeen(userId, tenantId, organizationId))
}

type Seen = { tenantId: string | null; organizationId: string | null }

/** Notes now that somebody was seen in an organization. */
async function noteSeen(userId: string, tenantId: string, organizationId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE memberships SET last_seen_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} AND deleted_at IS NULL`
}

/** Notes that a key was used, at most every five minutes. Never brings a revoked one back. */
export function touchKey(tenantId: string, id: string, lastUsedAt: Date | null): void {
  touch(
    id,
    lastUsedAt,
    () =>
      db()
        .$executeRaw`UPDATE api_keys SET last_used_at = now() WHERE tenant_id = ${tenantId} AND id = ${id} AND revoked_at IS NULL`,
  )
}
