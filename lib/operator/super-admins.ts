import { claimAccount, ensureAccount } from "../accounts/service"
import { findAccount, lockAccount, ownershipOf } from "../accounts/store"
import { assertNotLastSuperAdmin, setSuperAdmin } from "../accounts/super-admin"
import { setPasswordOfOwner } from "../auth/password"
import { transaction } from "../core/db/transaction"
import { refuseUnsafePassword } from "../core/identity/breached-passwords"
import { hashPassword } from "../core/identity/passwords"
import { end } from "../endings/end"
import { tenantsOf } from "../memberships/tenants-of"
import { restoreAccount } from "../users/close"
import { lockOrganizationsOf } from "../users/take-over"
import { recordOnPlatform } from "./record"

// Operator commands, run on a machine with access to the database. Not reachable over HTTP.

/**
 * Grants the role of super admin. A verified account keeps its password. A new or unverified one gets `password` and is
 * verified; what an unproven registrant had is revoked.
 * @returns whether the password was set
 * @throws AppError validation_failed (password); Error where a new account gets none
 */
export async function makeSuperAdmin(email: string, name: string, password: string | null): Promise<boolean> {
  if (password !== null) await refuseUnsafePassword(password, email)
  const hash = password === null ? null : await hashPassword(password)
  return transaction(async (tx) => {
    await lockOrganizationsOf(tx, (await findAccount(email, tx))?.id ?? "")
    const account = await ensureAccount(tx, email)
    const { id } = account
    const proved = ownershipOf(account) === "proved"
    if (!proved && hash === null) throw new Error("A new account needs a password.")
    if (!proved && hash) {
      await setPasswordOfOwner(tx, account, hash)
      await claimAccount(tx, { id, name, email })
    }
    if (proved && account.closedAt) await restoreAccount(tx, account)
    await setSuperAdmin(tx, id, true)
    await recordOnPlatform(tx, "super_admin.named", id)
    return !proved
  })
}

/**
 * Removes a person's role of super admin, and what they created with it.
 * @throws AppError last_admin; Error where the account is no super admin
 */
export async function removeSuperAdmin(email: string): Promise<void> {
  await transaction(async (tx) => {
    const found = await findAccount(email, tx)
    if (!found?.superAdmin) throw new Error(`${email} is not a super admin.`)
    const { id } = await lockAccount(tx, found.id)
    await assertNotLastSuperAdmin(tx, id)
    const own = await tx.tenantAdmin.findMany({ where: { userId: id, deletedAt: null }, select: { tenantId: true } })
    const administered = new Set(own.map((row) => row.tenantId))
    await end(tx, "super_admin_removed", {
      userIds: [id],
      tenantIds: (await tenantsOf(tx, id)).filter((tenantId) => !administered.has(tenantId)),
    })
    await setSuperAdmin(tx, id, false)
    await recordOnPlatform(tx, "super_admin.removed", id)
  })
}
