import { batch, untilDone } from "../core/db/batches"
import { db, type Tx } from "../core/db/client"

/**
 * Purges sessions 90 days after they expired, because new devices are detected by older sessions, and used refresh
 * tokens after 30 days.
 */
export async function purgeSessions(): Promise<void> {
  await untilDone(async () => {
    const rows = await db().$queryRaw<{ user_id: string; id: string }[]>`
      SELECT user_id, id FROM sessions WHERE expires_at < now() - interval '90 days' LIMIT ${batch}`
    const ids = rows.map((row) => row.id)
    const users = [...new Set(rows.map((row) => row.user_id))]
    await db().secret.deleteMany({ where: { kind: "refresh", subject: { in: ids } } })
    await db().sessionActivity.deleteMany({ where: { userId: { in: users }, sessionId: { in: ids } } })
    return db().$executeRaw`DELETE FROM sessions WHERE user_id = ANY(${users}::text[]) AND id = ANY(${ids}::text[])`
  })
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM secrets WHERE hash IN (
        SELECT hash FROM secrets WHERE kind = 'refresh' AND used_at < now() - interval '30 days' LIMIT ${batch})`,
  )
}

/** Deletes all sessions of people. */
export async function eraseSessions(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.logoutNotice.deleteMany({ where: { userId: { in: [...userIds] } } })
  await tx.sessionActivity.deleteMany({ where: { userId: { in: [...userIds] } } })
  await tx.session.deleteMany({ where: { userId: { in: [...userIds] } } })
}
