import { recordEvent, systemTenant } from "../audit-events/record"
import { db, type Tx, transaction } from "../db"
import { AppError } from "../errors"
import { hashPassword, refuseWeakPassword } from "../passwords"
import { revokeLinks } from "../secrets"
import { endSessions } from "../sessions/service"
import { markTenantDeleted } from "../tenants/service"
import { afterPasswordChange, claimAccount, ensureAccount, setSuperAdmin, storePassword } from "../users/service"

// What the operator does at the command line, on the machine that can reach the database. Nobody comes here over HTTP.

/**
 * Makes somebody a super admin. An account that exists keeps its password; a new one gets `password` and is verified.
 * @returns whether the account is new
 * @throws AppError validation_failed (password)
 */
export async function makeSuperAdmin(email: string, name: string, password: string | null): Promise<boolean> {
  if (password !== null) refuseWeakPassword(password, email)
  const hash = password === null ? null : await hashPassword(password)
  return transaction(async (tx) => {
    const account = await ensureAccount(tx, email)
    if (!account.activated && hash === null)
      throw new AppError("validation_failed", { message: "A new account needs a password." })
    if (!account.activated) {
      await claimAccount(tx, { id: account.id, name, email })
      if (hash) await storePassword(tx, account.id, hash)
    }
    await setSuperAdmin(tx, account.id, true)
    await note(tx, "super_admin.named", account.id)
    return !account.activated
  })
}

/**
 * Takes the rank of super admin from somebody.
 * @throws AppError not_found, last_admin
 */
export async function removeSuperAdmin(email: string): Promise<void> {
  await transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email } })
    if (!user?.superAdmin) throw new AppError("not_found", { message: `${email} is not a super admin.` })
    await keepASuperAdmin(tx, user.id)
    await setSuperAdmin(tx, user.id, false)
    await note(tx, "super_admin.removed", user.id)
  })
}

/** Refuses to leave the system without a super admin. @throws AppError last_admin */
export async function keepASuperAdmin(tx: Tx, leaving: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE super_admin AND deleted_at IS NULL ORDER BY id FOR UPDATE`
  if (rows.length === 1 && rows[0]?.id === leaving) throw new AppError("last_admin")
}

/**
 * Sets somebody's password and ends their sessions; they are told by mail.
 * @throws AppError not_found, validation_failed (password)
 */
export async function setPassword(email: string, password: string): Promise<void> {
  const user = await db.user.findUnique({ where: { email } })
  if (!user) throw new AppError("not_found", { message: `There is no account with the address ${email}.` })
  refuseWeakPassword(password, email)
  const hash = await hashPassword(password)
  await transaction(async (tx) => {
    await storePassword(tx, user.id, hash)
    const name = await claimAccount(tx, user)
    await endSessions(tx, user.id, "password_set_by_operator")
    await revokeLinks(tx, ["verify_email"], { userId: user.id })
    await afterPasswordChange(tx, { userId: user.id, email, name })
    await note(tx, "user.password_set_by_operator", user.id)
  })
}

/** Every tenant with how many organizations and members it has. */
export async function tenantOverview() {
  const tenants = await db.tenant.findMany({ orderBy: { createdAt: "asc" } })
  const rows = []
  for (const { id, name, status } of tenants) {
    const organizations = await db.organization.count({ where: { tenantId: id, status: { not: "deleted" } } })
    const members = await db.membership.count({ where: { tenantId: id, deletedAt: null } })
    rows.push({ id, name, status, organizations, members })
  }
  return rows
}

/** Deletes a tenant, or within 30 days brings it back. @throws AppError not_found */
export async function setTenantDeleted(id: string, deleted: boolean): Promise<void> {
  await transaction(async (tx) => {
    if (!(await markTenantDeleted(tx, "system", id, deleted)))
      throw new AppError("not_found", { message: `There is no ${deleted ? "" : "deleted "}tenant ${id}.` })
  })
}

async function note(tx: Tx, action: string, userId: string): Promise<void> {
  await recordEvent(tx, "system", { tenantId: systemTenant, action, target: { type: "user", id: userId } })
}
