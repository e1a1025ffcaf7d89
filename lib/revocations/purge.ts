import { db } from "../core/db/client"

/** Deletes what is older than any token, or everything of a tenant that is purged. */
export async function purgeRevocations(tenantId: string, everything = false): Promise<void> {
  await db().$executeRaw`
    DELETE FROM revocations
    WHERE tenant_id = ${tenantId} AND (${everything}::boolean OR created_at < now() - interval '2 hours')`
}
