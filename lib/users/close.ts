import { reopenAccount } from "../accounts/ends"
import { withPassword } from "../accounts/password-proof"
import type { Account } from "../accounts/store"
import { assertNotLastSuperAdmin } from "../accounts/super-admin"
import { listed, recordInTenants, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { purgeDate } from "../core/db/retention"
import { AppError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { end } from "../endings/end"
import { closeInvitesTo } from "../invites/ends"
import { reopenMemberships } from "../memberships/ends-with-account"
import { tenantsOf } from "../memberships/tenants-of"
import { reopenTenantAdmins } from "../tenants/ends"
import { markTenantDeleted } from "../tenants/store"
import { type Consent, lockWhatDepends, whatDependsOn } from "./dependents"

/**
 * Closes the caller's account, with all memberships. Signing in within 30 days restores both.
 * @param consent the organizations to delete with it: those of tenants whose only admin the caller is; true for those
 * without other members
 * @throws AppError validation_failed (password, delete_organizations), last_admin if others depend on the caller, with
 * the organizations and the number of others in each
 */
export async function closeOwnAccount(me: UserCaller, password: string, consent?: Consent): Promise<void> {
  const locks = (tx: Tx) => lockWhatDepends(tx, me.userId)
  await withPassword(me, password, { locks }, async (tx, account) => {
    if (account.superAdmin) await assertNotLastSuperAdmin(tx, me.userId)
    const tenantIds = await tenantsOf(tx, me.userId)
    const lone = await whatDependsOn(tx, me.userId, consent)
    for (const tenantId of lone) await markTenantDeleted(tx, me, tenantId, true)
    const { sessions: _, ...ended } = await end(tx, "account_closed", { userIds: [me.userId], tenantIds })
    await recordInTenants(tx, me, [systemTenant, ...(account.superAdmin ? [] : tenantIds)], {
      action: "user.closed",
      target: { type: "user", id: me.userId },
      after: listed(ended),
    })
  })
}

/**
 * Restores a closed account, whose owner has just proved who they are, with the memberships that ended with it. Its
 * organizations and the account are locked.
 * @returns when it would have been deleted
 * @throws AppError invalid_credentials if it was closed too long ago
 */
export async function restoreAccount(tx: Tx, { id, email, verifiedAt, closedAt, overdue }: Account): Promise<Date> {
  if (closedAt === null || overdue) throw new AppError("invalid_credentials")
  const back = await reopenMemberships(tx, id, closedAt)
  await reopenTenantAdmins(tx, await tenantsOf(tx, id), id, closedAt)
  await reopenAccount(tx, id)
  await end(tx, "account_restored", { userIds: [id] })
  await closeInvitesTo(tx, back, { id, email, verified: verifiedAt !== null })
  await recordInTenants(tx, { userId: id }, [systemTenant, ...back.map((scope) => scope.tenantId)], {
    action: "user.restored",
    target: { type: "user", id },
  })
  return purgeDate(closedAt)
}
