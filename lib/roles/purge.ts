import { db } from "../core/db/client"

/** Purges the roles of a deleted tenant. */
export async function purgeRoles(tenantId: string): Promise<void> {
  await db().role.deleteMany({ where: { tenantId } })
}
