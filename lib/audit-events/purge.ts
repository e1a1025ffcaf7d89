import { batch, untilDone } from "../core/db/batches"
import { db } from "../core/db/client"
import { env } from "../core/env"

/** Purges audit events after AUDIT_RETENTION_DAYS, and their IP addresses and devices after 90 days. */
export async function trimAudit(tenantId: string): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM audit_events WHERE tenant_id = ${tenantId} AND (created_at, id) IN (
        SELECT created_at, id FROM audit_events
        WHERE tenant_id = ${tenantId} AND created_at < now() - make_interval(days => ${env().AUDIT_RETENTION_DAYS}::int)
        LIMIT ${batch})`,
  )
  // Older ones are already done: no need to scan a year every day.
  await untilDone(
    () => db().$executeRaw`
      UPDATE audit_events SET ip = NULL, user_agent = NULL WHERE tenant_id = ${tenantId} AND (created_at, id) IN (
        SELECT created_at, id FROM audit_events
        WHERE tenant_id = ${tenantId} AND created_at < now() - interval '90 days'
          AND created_at > now() - interval '180 days' AND (ip IS NOT NULL OR user_agent IS NOT NULL)
        LIMIT ${batch})`,
  )
}
