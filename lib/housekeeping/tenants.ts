import { purgeKeys } from "../api-keys/purge"
import { purgeApis } from "../apis/purge"
import { purgeApplications } from "../applications/purge"
import { purgeChanges } from "../changes/purge"
import { batch } from "../core/db/batches"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { purgeIdempotencyKeys } from "../core/http/idempotency-store"
import { deleteLogo } from "../files/ends"
import { purgeGrants } from "../grants/purge"
import { purgeInvites } from "../invites/purge"
import { purgeMailsOf } from "../mail/purge"
import { purgeMemberships } from "../memberships/purge"
import { organizationsDue, purgeOrganizationRow } from "../organizations/purge"
import { purgePermissions } from "../permissions/purge"
import { purgePolicies } from "../policies/purge"
import { purgeRevocations } from "../revocations/purge"
import { purgeRoles } from "../roles/purge"
import { isOver, purgeTenantRow } from "../tenants/purge"

/** Runs `work` for every tenant in sequence, including those that are deleted and not yet purged. */
export async function eachTenant(work: (tenantId: string) => Promise<void>): Promise<void> {
  for (let after = ""; ; ) {
    const rows = await db().$queryRaw<{ id: string }[]>`
      SELECT id FROM tenants WHERE id > ${after} ORDER BY id LIMIT ${batch}`
    for (const { id } of rows) await work(id)
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    after = last.id
  }
}

/**
 * Purges the organizations of a tenant that were deleted 30 days ago, or the whole tenant if it was, with everything in
 * them.
 */
export async function purgeTenant(tenantId: string): Promise<void> {
  const over = await isOver(tenantId)
  for (const organizationId of await organizationsDue(tenantId, over)) {
    await purgeMemberships({ tenantId, organizationId })
    await purgeInvites({ tenantId, organizationId })
    await purgeKeys(tenantId, organizationId)
    await purgeApplications(tenantId, organizationId)
    await purgePolicies(tenantId, organizationId)
    await transaction((tx) => deleteLogo(tx, tenantId, organizationId))
    await purgeOrganizationRow(tenantId, organizationId)
  }
  if (!over) return
  await purgeKeys(tenantId, null)
  await purgeGrants(tenantId)
  await purgeApplications(tenantId, null)
  await purgeApis(tenantId)
  await purgeRoles(tenantId)
  await purgePolicies(tenantId)
  await purgePermissions(tenantId)
  await purgeMailsOf(tenantId)
  await purgeIdempotencyKeys(tenantId, true)
  await purgeChanges(tenantId)
  await purgeRevocations(tenantId, true)
  await purgeTenantRow(tenantId)
}
