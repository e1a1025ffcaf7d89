import { invalidate } from "../core/cache/authorization-cache"
import type { Prisma, Tx } from "../core/db/client"
import { wakeTask } from "../core/queue"
import { type EndedSession, noteSessionsEnded } from "../revocations/ends"

/** The worker's task that tells applications. */
export const tellTask = "tell_applications"

/**
 * Ends sessions, and notes in the same statement which applications have to be told (back-channel logout): one note for
 * every sign-in to an application, whatever ended it. Backends that check tokens locally hear of each too.
 * @param which condition on `sessions`
 * @returns how many ended
 */
export async function endWhere(tx: Tx, which: Prisma.Sql, reason: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ ended: number; told: EndedSession[] }[]>`
    WITH ended AS (
      UPDATE sessions SET ended_at = now(), end_reason = ${reason} WHERE ${which} AND ended_at IS NULL
      RETURNING user_id, id, tenant_id, organization_id, application_id),
    noted AS (
      INSERT INTO logout_notices (user_id, session_id, tenant_id, application_id)
      SELECT user_id, id, tenant_id, application_id FROM ended WHERE application_id IS NOT NULL RETURNING session_id)
    SELECT (SELECT count(*)::int FROM ended) AS ended,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('tenant_id', e.tenant_id, 'organization_id', e.organization_id,
        'application_id', e.application_id, 'sid', e.id))
        FROM ended e JOIN noted n ON n.session_id = e.id), '[]') AS told`
  const { ended, told } = row ?? { ended: 0, told: [] }
  if (told.length === 0) return ended
  invalidate(...told.map(({ sid }) => `session:${sid}` as const))
  await noteSessionsEnded(tx, told)
  await wakeTask(tx, tellTask)
  return ended
}
