import { db } from "../core/db/client"

/** Purges the permissions of a deleted tenant. */
export async function purgePermissions(tenantId: string): Promise<void> {
  await db().permission.deleteMany({ where: { tenantId } })
}
