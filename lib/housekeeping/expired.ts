import { db } from "../core/db/client"
import { batch, untilDone } from "./batches"

/** Answers that were kept for Idempotency-Keys. */
export async function clearIdempotencyKeys(tenantId: string): Promise<void> {
  await db().$executeRaw`DELETE FROM idempotency_keys WHERE tenant_id = ${tenantId} AND expires_at < now()`
}

/**
 * Links 90 days after their end, for until then their page says whom to ask; sessions too, by which a new device is
 * told from an old one; used refresh tokens after 30 days; ids of webhooks after a day.
 */
export async function clearExpired(): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM secrets WHERE hash IN (
        SELECT hash FROM secrets WHERE expires_at < now() - interval '90 days' LIMIT ${batch})`,
  )
  await untilDone(async () => {
    const rows = await db().$queryRaw<{ user_id: string; id: string }[]>`
      SELECT user_id, id FROM sessions WHERE expires_at < now() - interval '90 days' LIMIT ${batch}`
    const ids = rows.map((row) => row.id)
    const users = [...new Set(rows.map((row) => row.user_id))]
    await db().secret.deleteMany({ where: { kind: "refresh", subject: { in: ids } } })
    return db().$executeRaw`DELETE FROM sessions WHERE user_id = ANY(${users}::text[]) AND id = ANY(${ids}::text[])`
  })
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM secrets WHERE hash IN (
        SELECT hash FROM secrets WHERE kind = 'refresh' AND used_at < now() - interval '30 days' LIMIT ${batch})`,
  )
  await db().$executeRaw`DELETE FROM webhook_deliveries WHERE received_at < now() - interval '1 day'`
}
