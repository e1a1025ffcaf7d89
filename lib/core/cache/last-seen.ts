import { db } from "../db/client"
import { sessionEnd } from "../identity/session-end"
import { log } from "../observability/log"

const touched = new Map<string, number>()
const everyMs = 5 * 60_000

/**
 * Throttled, fire-and-forget "last used" timestamp: written at most every five minutes.
 * @param lastAt the stored timestamp
 */
function touch(id: string, lastAt: Date | null, write: () => Promise<unknown>): void {
  const now = Date.now()
  if (now - Math.max(lastAt?.getTime() ?? 0, touched.get(id) ?? 0) < everyMs) return
  if (touched.size > 10_000) touched.clear()
  touched.set(id, now)
  void write().catch((error: unknown) => log.warn({ error: String(error).slice(0, 200) }, "could not note a use"))
}

/**
 * Updates a session's "last used" timestamp, at most every five minutes and without waiting: extends its idle expiry,
 * never beyond its maximum lifetime.
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

/** Updates when a member was last seen in an organization, at most every five minutes. */
export function touchMembership(userId: string, { tenantId, organizationId }: Seen): void {
  if (tenantId && organizationId)
    touch(`${userId} ${organizationId}`, null, () => noteSeen(userId, tenantId, organizationId))
}

type Seen = { tenantId: string | null; organizationId: string | null }

/** Writes the current time as a member's "last seen". */
async function noteSeen(userId: string, tenantId: string, organizationId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE memberships SET last_seen_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} AND deleted_at IS NULL`
}

/** Updates when a key was last used, at most every five minutes. Never reactivates a revoked key. */
export function touchKey(tenantId: string, id: string, lastUsedAt: Date | null): void {
  touch(
    id,
    lastUsedAt,
    () =>
      db()
        .$executeRaw`UPDATE api_keys SET last_used_at = now() WHERE tenant_id = ${tenantId} AND id = ${id} AND revoked_at IS NULL`,
  )
}
