import { db } from "../core/db/client"
import { restorableSince } from "../core/db/retention"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { markTenantDeleted } from "./store"

function superAdminsOnly(me: UserCaller): void {
  if (!me.superAdmin) throw new AppError("permission_required", { reason: "missing", required: "super_admin" })
}

/**
 * Returns the 50 most recently deleted tenants that can still be restored. For super admins. @throws AppError
 * permission_required
 */
export async function listDeletedTenants(me: UserCaller): Promise<{ id: string; name: string; deleted_at: Date }[]> {
  superAdminsOnly(me)
  return db().$queryRaw`
    SELECT id, name, deleted_at FROM tenants WHERE status = 'deleted' AND deleted_at > ${restorableSince}
    ORDER BY deleted_at DESC LIMIT 50`
}

/** Restores a deleted tenant, within 30 days. For super admins. @throws AppError permission_required, not_found */
export async function restoreTenant(me: UserCaller, id: string): Promise<void> {
  superAdminsOnly(me)
  await transaction(async (tx) => {
    superAdminsOnly(await assertSignedIn(tx, me))
    if (!(await markTenantDeleted(tx, me, id, false))) throw new AppError("not_found")
  })
}
