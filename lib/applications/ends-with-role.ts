import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"

/** Lets the applications that are for a role be for another one instead. */
export async function replaceRoleOfApplications(tx: Tx, tenantId: string, key: string, by: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE applications SET access_roles = array_append(array_remove(array_remove(access_roles, ${key}), ${by}), ${by}),
      version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND ${key} = ANY(access_roles) RETURNING id`
  invalidate(...rows.map(({ id }) => `application:${id}` as const))
}
