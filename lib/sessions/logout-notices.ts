import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { wakeTask } from "../core/queue"
import { tellTask } from "./ends-told"

/** A sign-in that has ended, of which this worker tells its application. `uri` and `alg` are a deleted application's. */
export type LogoutNotice = {
  user_id: string
  session_id: string
  tenant_id: string
  application_id: string
  uri: string | null
  alg: string | null
  attempts: number
}

/** Longer than any attempt takes. */
const leaseSeconds = 60

/** Claims notices that are due, including those whose worker crashed. */
export function claimNotices(limit: number): Promise<LogoutNotice[]> {
  return db().$queryRaw<LogoutNotice[]>`
    WITH due AS MATERIALIZED (
      SELECT user_id, session_id FROM logout_notices WHERE next_try_at <= now()
      ORDER BY next_try_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)
    UPDATE logout_notices SET attempts = attempts + 1, next_try_at = now() + make_interval(secs => ${leaseSeconds}::int)
    WHERE (user_id, session_id) IN (SELECT user_id, session_id FROM due)
    RETURNING user_id, session_id, tenant_id, application_id, uri, alg, attempts`
}

/** Deletes notices whose applications have been told, or don't ask to be. */
export async function deleteNotices(told: readonly LogoutNotice[]): Promise<void> {
  if (told.length === 0) return
  const [users, sessions] = [told.map((one) => one.user_id), told.map((one) => one.session_id)]
  await db().$executeRaw`
    DELETE FROM logout_notices WHERE user_id = ANY(${users}::text[]) AND session_id = ANY(${sessions}::text[])`
}

/** Postpones all notices to an application: one that can't be reached doesn't hold up the others. */
export async function putOffNotices(tenantId: string, applicationId: string, seconds: number): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE logout_notices SET next_try_at = now() + make_interval(secs => ${seconds}::float8)
      WHERE tenant_id = ${tenantId} AND application_id = ${applicationId}`
    await wakeTask(tx, tellTask, seconds)
  })
}

/** Gives up on notices after 24 hours. @returns how many */
export async function giveUpNotices(): Promise<number> {
  return db().$executeRaw`DELETE FROM logout_notices WHERE created_at < now() - interval '24 hours'`
}

/** Keeps the address of an application that is deleted in this transaction. */
export async function keepAddress(
  tx: Tx,
  { tenant_id, id, backchannel_logout_uri, id_token_alg }: Deleted,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE logout_notices SET uri = ${backchannel_logout_uri}, alg = ${id_token_alg}
    WHERE tenant_id = ${tenant_id} AND application_id = ${id}`
}

type Deleted = { tenant_id: string; id: string; backchannel_logout_uri: string | null; id_token_alg: string }
