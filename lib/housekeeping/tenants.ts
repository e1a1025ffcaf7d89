import { db } from "../core/db/client"
import { batch, untilDone } from "./batches"

/** Memberships that ended 30 days ago; until then they can be restored. */
export async function purgeEndedMemberships(tenantId: string): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM memberships WHERE tenant_id = ${tenantId} AND (organization_id, user_id) IN (
        SELECT organization_id, user_id FROM memberships
        WHERE tenant_id = ${tenantId} AND deleted_at < now() - interval '30 days' LIMIT ${batch})`,
  )
}

/** Organizations of a tenant that were deleted 30 days ago, or all of a tenant that was, with everything in them. */
export async function purgeTenant(tenantId: string): Promise<void> {
  const [tenant] = await db().$queryRaw<{ over: boolean }[]>`
    SELECT COALESCE(status = 'deleted' AND deleted_at < now() - interval '30 days', false) AS over
    FROM tenants WHERE id = ${tenantId}`
  const over = tenant?.over ?? false
  const organizations = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM organizations
    WHERE tenant_id = ${tenantId} AND (${over} OR status = 'deleted' AND deleted_at < now() - interval '30 days')`
  for (const { id } of organizations) await purgeOrganization(tenantId, id)
  if (over) await purgeRest(tenantId)
}

async function purgeOrganization(tenantId: string, id: string): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM memberships WHERE tenant_id = ${tenantId} AND organization_id = ${id} AND user_id IN (
        SELECT user_id FROM memberships WHERE tenant_id = ${tenantId} AND organization_id = ${id} LIMIT ${batch})`,
  )
  await untilDone(() => purgeInvites(tenantId, id))
  await purgeKeys(tenantId, id)
  const place = { tenantId, organizationId: id }
  await db().userOrganization.deleteMany({ where: place })
  await db().organization.deleteMany({ where: { tenantId, id } })
  await db().organizationTenant.deleteMany({ where: place })
}

async function purgeInvites(tenantId: string, organizationId: string): Promise<number> {
  const rows = await db().invite.findMany({ where: { tenantId, organizationId }, select: { id: true }, take: batch })
  const ids = rows.map((row) => row.id)
  await db().secret.deleteMany({ where: { kind: "invite", subject: { in: ids } } })
  const { count } = await db().invite.deleteMany({ where: { tenantId, id: { in: ids } } })
  return count
}

async function purgeKeys(tenantId: string, organizationId: string | null): Promise<void> {
  const rows = await db().apiKey.findMany({ where: { tenantId, organizationId }, select: { id: true } })
  const ids = rows.map((row) => row.id)
  await db().secret.deleteMany({ where: { kind: "api_key", subject: { in: ids } } })
  await db().apiKey.deleteMany({ where: { tenantId, id: { in: ids } } })
}

/** What belongs to no organization. The row itself stays, without a name, as long as its audit log does. */
async function purgeRest(tenantId: string): Promise<void> {
  await purgeKeys(tenantId, null)
  await db().tenantAdmin.deleteMany({ where: { tenantId } })
  await db().mail.deleteMany({ where: { tenantId } })
  await db().idempotencyKey.deleteMany({ where: { tenantId } })
  await db().$executeRaw`UPDATE tenants SET name = '' WHERE id = ${tenantId} AND name <> ''`
  await db().$executeRaw`
    DELETE FROM tenants WHERE id = ${tenantId}
      AND NOT EXISTS (SELECT FROM audit_events WHERE tenant_id = ${tenantId})`
}
