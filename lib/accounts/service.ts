import { recordEvent, systemTenant } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { requestedLocale } from "../core/context"
import { Prisma, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { AppError } from "../core/errors"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { type Account, findAccount, lockAccount, ownershipOf } from "./store"

/**
 * The account of an address, locked, so that it keeps the address until the transaction ends; a new one has no password and
 * belongs to nobody until its owner activates it. Organizations are locked before it.
 */
export async function ensureAccount(tx: Tx, email: string): Promise<Account> {
  await tx.$executeRaw`
    INSERT INTO users (id, email, name) VALUES (${newId("user")}, ${email}, '') ON CONFLICT (email) DO NOTHING`
  const found = await findAccount(email, tx)
  const account = found && (await lockAccount(tx, found.id))
  // A change of address may have come between the statements: the address is another account's by now, or free.
  return account?.email === email ? account : ensureAccount(tx, email)
}

/**
 * Makes an account its owner's: name and password. Decided behind the account's lock: of two requests at once one wins.
 * @param account.hash of `hashPassword`, made before the transaction
 * @throws AppError email_taken when somebody activated it already
 */
export async function activateAccount(
  tx: Tx,
  { email, name, hash, verified }: { email: string; name: string; hash: string; verified: boolean },
): Promise<string> {
  const account = await ensureAccount(tx, email)
  const { id } = account
  if (ownershipOf(account) !== "nobody") throw new AppError("email_taken")
  // Closed for longer than it can be restored, and not erased yet.
  if (account.activatedAt) await end(tx, "taken_over", { userIds: [id], closedAt: account.closedAt })
  invalidate(`user:${id}`)
  await tx.$executeRaw`
    UPDATE users SET name = ${name}, activated_at = now(), deleted_at = NULL, updated_at = now(),
      locale = COALESCE(${requestedLocale()}, locale)
      ${verified ? Prisma.sql`, email_verified_at = now()` : Prisma.empty}
    WHERE id = ${id}`
  await storePassword(tx, id, hash)
  return id
}

/** Replaces the password hash. The account is locked. */
export async function storePassword(tx: Tx, userId: string, hash: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO user_secrets (user_id, password_hash, password_changed_at) VALUES (${userId}, ${hash}, now())
    ON CONFLICT (user_id) DO UPDATE SET password_hash = EXCLUDED.password_hash, password_changed_at = EXCLUDED.password_changed_at`
}

/** Replaces the hash that was read by a better one of the same password, and no other. */
export async function rehashPassword(tx: Tx, userId: string, from: string | null, to: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_secrets SET password_hash = ${to} WHERE user_id = ${userId} AND password_hash = ${from}`
}

/** Marks the address as verified. True when it was not before. */
export async function markVerified(tx: Tx, userId: string): Promise<boolean> {
  invalidate(`user:${userId}`)
  const changed = await tx.$executeRaw`
    UPDATE users SET email_verified_at = now(), updated_at = now() WHERE id = ${userId} AND email_verified_at IS NULL`
  return changed > 0
}

/** Gives an account to whoever proved its address by a mailed link: it is activated and verified. @returns its name */
export async function claimAccount(
  tx: Tx,
  { id, name, email }: { id: string; name: string; email: string },
): Promise<string> {
  invalidate(`user:${id}`)
  const shown = name || email.slice(0, email.indexOf("@"))
  await tx.$executeRaw`UPDATE users SET name = ${shown}, locale = COALESCE(${requestedLocale()}, locale), updated_at = now()
    WHERE id = ${id}`
  await tx.$executeRaw`UPDATE users SET activated_at = now() WHERE id = ${id} AND activated_at IS NULL`
  await markVerified(tx, id)
  return shown
}

/** Emails the owner that the password was changed. */
export async function notifyOfPasswordChange(tx: Tx, { name, email }: { name: string; email: string }): Promise<void> {
  const data = { name, url: linkTo("/forgot-password") }
  await enqueueMail(tx, { to: email, template: "password_changed", data, tenantId: null })
}
/** Closes the account of somebody whom nobody's organization, tenant or platform needs any more. The account is locked. */
export async function closeIfLeft(tx: Tx, account: Account): Promise<void> {
  if (account.superAdmin || account.closedAt) return
  const [places, tenants] = [
    await tx.userOrganization.count({ where: { userId: account.id } }),
    await tx.tenantAdmin.count({ where: { userId: account.id, deletedAt: null } }),
  ]
  if (places > 0 || tenants > 0) return
  await end(tx, "account_closed", { userIds: [account.id] })
  const target = { type: "user", id: account.id } as const
  await recordEvent(tx, "system", { tenantId: systemTenant, action: "user.closed", target })
}
