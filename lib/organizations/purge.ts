import { db } from "../core/db/client"
import { restorableSince } from "../core/db/retention"

/**
 * The organizations of a tenant that are to be purged.
 * @param all whether all of them are, because the tenant is
 */
export async function organizationsDue(tenantId: string, all: boolean): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM organizations
    WHERE tenant_id = ${tenantId} AND (${all} OR status = 'deleted' AND deleted_at < ${restorableSince})`
  return rows.map((row) => row.id)
}

/** Purges an organization in which nothing is left. */
export async function purgeOrganizationRow(tenantId: string, id: string): Promise<void> {
  await db().organization.deleteMany({ where: { tenantId, id } })
  await db().organizationTenant.deleteMany({ where: { tenantId, organizationId: id } })
}
