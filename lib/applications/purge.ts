import { db } from "../core/db/client"

/** Purges the applications of an organization or, without one, those of the whole tenant, with their secrets. */
export async function purgeApplications(tenantId: string, organizationId: string | null): Promise<void> {
  const rows = await db().application.findMany({ where: { tenantId, organizationId }, select: { id: true } })
  const ids = rows.map((row) => row.id)
  await db().applicationSecret.deleteMany({ where: { tenantId, applicationId: { in: ids } } })
  await db().applicationTenant.deleteMany({ where: { tenantId, applicationId: { in: ids } } })
  await db().applicationOrigin.deleteMany({ where: { tenantId, applicationId: { in: ids } } })
  await db().application.deleteMany({ where: { tenantId, id: { in: ids } } })
}
