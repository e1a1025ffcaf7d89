import { findAccount, lockAccount } from "../accounts/store"
import { recordInTenants, systemTenant } from "../audit-events/record"
import { setPasswordOfOwner } from "../auth/password"
import { transaction } from "../core/db/transaction"
import { refuseUnsafePassword } from "../core/identity/breached-passwords"
import { hashPassword } from "../core/identity/passwords"
import { end } from "../endings/end"
import { tenantsShowing } from "../memberships/tenants-of"
import { lockOrganizationsOf } from "../users/take-over"
import { recordOnPlatform } from "./record"
import { emailPeople } from "./tell"

/**
 * Sets a person's password; revokes the same things as a reset by link. Emails the owner.
 * @throws AppError validation_failed (password); Error where there is no such account
 */
export async function setPassword(email: string, password: string): Promise<void> {
  const missing = () => new Error(`There is no account with the email ${email}.`)
  const found = await findAccount(email)
  if (!found || found.overdue) throw missing()
  await refuseUnsafePassword(password, email)
  const hash = await hashPassword(password)
  await transaction(async (tx) => {
    await lockOrganizationsOf(tx, found.id)
    const account = await lockAccount(tx, found.id)
    if (account.email !== email || account.overdue) throw missing()
    await setPasswordOfOwner(tx, account, hash)
    await recordOnPlatform(tx, "user.password_set_by_operator", found.id)
  })
}

/**
 * Turns off an account's two-factor authentication and removes its passkeys; sessions and pending sign-ins are
 * revoked, the owner is emailed, and the next sign-in takes an emailed code as well.
 * @returns false where there is neither
 * @throws AppError not_found
 */
export async function resetFactors(userId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const account = await lockAccount(tx, userId)
    if (!account.twoFactor && (await tx.passkey.count({ where: { userId } })) === 0) return false
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
