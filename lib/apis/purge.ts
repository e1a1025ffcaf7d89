import { db } from "../core/db/client"

/** Purges the APIs of a tenant. */
export async function purgeApis(tenantId: string): Promise<void> {
  await db().api.deleteMany({ where: { tenantId } })
}
