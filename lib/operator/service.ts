import { claimAccount, ensureAccount } from "../accounts/service"
import { findAccount, lockAccount, ownershipOf } from "../accounts/store"
import { assertNotLastSuperAdmin, setSuperAdmin } from "../accounts/super-admin"
import { recordEvent, recordInTenants, systemTenant } from "../audit-events/record"
import { setPasswordOfOwner } from "../auth/password"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { hashPassword } from "../core/identity/passwords"
import { refuseWeakPassword } from "../core/identity/weak-passwords"
import { end } from "../endings/end"
import { tenantsOf, tenantsShowing } from "../memberships/tenants-of"
import { markTenantDeleted } from "../tenants/store"
import { restoreAccount } from "../users/close"
import { lockOrganizationsOf } from "../users/take-over"
import { emailPeople } from "./tell"

// What the operator does at the command line, on the machine that can reach the database. Nobody comes here over HTTP.

/**
 * Makes somebody a super admin. A verified account keeps its password. A new or unverified one gets `password` and is
 * verified; whoever registered an address without proving it loses what they had.
 * @returns whether the password was set
 * @throws AppError validation_failed (password); Error where a new account gets none
 */
export async function makeSuperAdmin(email: string, name: string, password: string | null): Promise<boolean> {
  if (password !== null) refuseWeakPassword(password, email)
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
    await note(tx, "super_admin.named", id)
    return !proved
  })
}

/**
 * Takes the role of super admin from somebody, and what they created with it.
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
    const places = await tx.userOrganization.findMany({ where: { userId: id }, select: { organizationId: true } })
    await end(tx, "super_admin_removed", {
      userIds: [id],
      tenantIds: (await tenantsOf(tx, id)).filter((tenantId) => !administered.has(tenantId)),
      spared: places.map((row) => row.organizationId),
    })
    await setSuperAdmin(tx, id, false)
    await note(tx, "super_admin.removed", id)
  })
}

/**
 * Sets somebody's password; what a reset by link ends, ends. The owner is notified.
 * @throws AppError validation_failed (password); Error where there is no such account
 */
export async function setPassword(email: string, password: string): Promise<void> {
  const missing = () => new Error(`There is no account with the email ${email}.`)
  const found = await findAccount(email)
  if (!found || found.overdue) throw missing()
  refuseWeakPassword(password, email)
  const hash = await hashPassword(password)
  await transaction(async (tx) => {
    await lockOrganizationsOf(tx, found.id)
    const account = await lockAccount(tx, found.id)
    if (account.email !== email || account.overdue) throw missing()
    await setPasswordOfOwner(tx, account, hash)
    await note(tx, "user.password_set_by_operator", found.id)
  })
}

/**
 * Removes two-factor authentication from an account that has it; sessions and sign-ins under way end, the owner is emailed.
 * @returns false where there is none
 * @throws AppError not_found
 */
export async function resetFactors(userId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const account = await lockAccount(tx, userId)
    if (!account.twoFactor) return false
    const { sessions: ended } = await end(tx, "factors_reset", { userIds: [userId] })
    const tenantIds = (await tenantsShowing(tx, [userId])).get(userId) ?? []
    await recordInTenants(tx, "system", [systemTenant, ...tenantIds], {
      action: "user.factors_reset_by_operator",
      target: { type: "user", id: userId },
      after: { ended },
    })
    await emailPeople(tx, new Map([[userId, { twoFactor: true, sessions: "all" }]]))
    return true
  })
}

/** Every tenant with how many organizations and members it has. */
export async function tenantOverview() {
  const tenants = await db().tenant.findMany({ orderBy: { createdAt: "asc" } })
  const rows = []
  for (const { id, name, status } of tenants) {
    const organizations = await db().organization.count({ where: { tenantId: id, status: { not: "deleted" } } })
    const members = await db().membership.count({ where: { tenantId: id, deletedAt: null } })
    rows.push({ id, name, status, organizations, members })
  }
  return rows
}

/** Deletes a tenant, or within 30 days brings it back. @throws Error where there is none */
export async function setTenantDeleted(id: string, deleted: boolean): Promise<void> {
  await transaction(async (tx) => {
    if (!(await markTenantDeleted(tx, "system", id, deleted)))
      throw new Error(`There is no ${deleted ? "" : "deleted "}tenant ${id}.`)
  })
}

async function note(tx: Tx, action: string, userId: string): Promise<void> {
  await recordEvent(tx, "system", { tenantId: systemTenant, action, target: { type: "user", id: userId } })
}
