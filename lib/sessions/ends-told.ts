import type { Prisma, Tx } from "../core/db/client"
import { wakeTask } from "../core/queue"

/** The worker's task that tells applications. */
export const tellTask = "tell_applications"

/**
 * Ends sessions, and notes in the same statement which applications have to be told (back-channel logout): one note for
 * every sign-in to an application, whatever ended it.
 * @param which condition on `sessions`
 * @returns how many ended
 */
export async function endWhere(tx: Tx, which: Prisma.Sql, reason: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ ended: number; noted: number }[]>`
    WITH ended AS (
      UPDATE sessions SET ended_at = now(), end_reason = ${reason} WHERE ${which} AND ended_at IS NULL
      RETURNING user_id, id, tenant_id, application_id),
    noted AS (
      INSERT INTO logout_notices (user_id, session_id, tenant_id, application_id)
      SELECT user_id, id, tenant_id, application_id FROM ended WHERE application_id IS NOT NULL RETURNING session_id)
    SELECT (SELECT count(*)::int FROM ended) AS ended, (SELECT count(*)::int FROM noted) AS noted`
  if (row && row.noted > 0) await wakeTask(tx, tellTask)
  return row?.ended ?? 0
}
