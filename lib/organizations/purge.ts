import { db } from "../core/db/client"
import { restorableSince } from "../core/db/retention"

/**
 * Returns the organizations of a tenant that are due for purging.
 * @param all whether to return all, because the tenant is being purged
 */
export async function organizationsDue(tenantId: string, all: boolean): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM organizations
    WHERE tenant_id = ${tenantId} AND (${all} OR status = 'deleted' AND deleted_at < ${restorableSince})`
  return rows.map((row) => row.id)
}

/** Purges an empty organization. */
export async function purgeOrganizationRow(tenantId: string, id: string): Promise<void> {
  await db().organization.deleteMany({ where: { tenantId, id } })
  await db().organizationTenant.deleteMany({ where: { tenantId, organizationId: id } })
}
