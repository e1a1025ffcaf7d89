import { db } from "../core/db/client"

/** Updates when a secret was last used. */
export async function touchSecret(tenantId: string, applicationId: string, id: string): Promise<void> {
  await db().$executeRaw`
    UPDATE application_secrets SET last_used_at = now()
    WHERE tenant_id = ${tenantId} AND application_id = ${applicationId} AND id = ${id}`
}
