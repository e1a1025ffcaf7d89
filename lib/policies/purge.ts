import { db } from "../core/db/client"

/** Purges the policies of a deleted organization, or all of a deleted tenant. */
export async function purgePolicies(tenantId: string, organizationId?: string): Promise<void> {
  await db().policy.deleteMany({ where: { tenantId, ...(organizationId && { organizationId }) } })
}
