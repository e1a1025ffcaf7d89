import { recordEvent, systemTenant } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { requestedLocale } from "../core/context"
import { Prisma, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { noteChange } from "../core/db/outbox"
import { AppError } from "../core/errors"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { type Account, lockAccount, ownershipOf } from "./store"

/**
 * Returns the IDs of the accounts of addresses, locked, so that they keep them until the transaction ends: two
 * statements, whatever their number. A new account has no password and no owner until it is activated. Lock
 * organizations first.
 */
export async function ensureAccounts(tx: Tx, emails: readonly string[]): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map()
  await tx.$executeRaw`
    INSERT INTO users (id, email, name)
    SELECT id, email, '' FROM unnest(${emails.map(() => newId("user"))}::text[], ${[...emails]}::text[]) AS u (id, email)
    ORDER BY email ON CONFLICT (email) DO NOTHING`
  const rows = await tx.$queryRaw<{ id: string; email: string }[]>`
    SELECT id, email FROM users WHERE email = ANY(${[...emails]}::text[]) ORDER BY id FOR UPDATE`
  const ids = new Map(rows.map(({ email, id }) => [email, id]))
  // The address may have changed between the statements: it belongs to another account by now, or is free.
  const missing = emails.filter((email) => !ids.has(email))
  return missing.length === 0 ? ids : new Map([...ids, ...(await ensureAccounts(tx, missing))])
}

/** As `ensureAccounts`, for one address: returns its account. */
export async function ensureAccount(tx: Tx, email: string): Promise<Account> {
  const ids = await ensureAccounts(tx, [email])
  return lockAccount(tx, ids.get(email) ?? "")
}

type NewAccount = {
  email: string
  name: string
  /** Of `hashPassword`, computed before the transaction; null for an account without a password. */
  hash: string | null
  verified: boolean
  /** Whether the address has to be verified before the first sign-in. */
  verifyFirst?: boolean
}

/**
 * Activates an account with its owner's name and password. Decided behind the account's lock: of two concurrent
 * requests one wins.
 * @throws AppError email_taken when it was already activated
 */
export async function activateAccount(
  tx: Tx,
  { email, name, hash, verified, verifyFirst = false }: NewAccount,
): Promise<string> {
  const account = await ensureAccount(tx, email)
  const { id } = account
  if (ownershipOf(account) !== "nobody") throw new AppError("email_taken")
  // Closed for longer than it can be restored, and not yet erased.
  if (account.activatedAt) await end(tx, "taken_over", { userIds: [id], closedAt: account.closedAt })
  invalidate(`user:${id}`)
  noteChange({ userId: id })
  await tx.$executeRaw`
    UPDATE users SET name = ${name}, activated_at = now(), deleted_at = NULL, updated_at = now(),
      locale = COALESCE(${requestedLocale()}, locale), verify_first = ${verifyFirst}
      ${verified ? Prisma.sql`, email_verified_at = now()` : Prisma.empty}
    WHERE id = ${id}`
  if (hash !== null) await storePassword(tx, id, hash)
  return id
}

/** Replaces the password hash. The caller has locked the account. */
export async function storePassword(tx: Tx, userId: string, hash: string): Promise<void> {
  invalidate(`user:${userId}`)
  await tx.$executeRaw`
    INSERT INTO user_secrets (user_id, password_hash, password_changed_at) VALUES (${userId}, ${hash}, now())
    ON CONFLICT (user_id) DO UPDATE SET password_hash = EXCLUDED.password_hash, password_changed_at = EXCLUDED.password_changed_at`
}

/** Replaces a password hash with a stronger one of the same password, unless it changed since it was read. */
export async function rehashPassword(tx: Tx, userId: string, from: string | null, to: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_secrets SET password_hash = ${to} WHERE user_id = ${userId} AND password_hash = ${from}`
}

/** Marks the address as verified. Returns true when it was not before. */
export async function markVerified(tx: Tx, userId: string): Promise<boolean> {
  invalidate(`user:${userId}`)
  noteChange({ userId })
  const changed = await tx.$executeRaw`
    UPDATE users SET email_verified_at = now(), updated_at = now() WHERE id = ${userId} AND email_verified_at IS NULL`
  return changed > 0
}

/** Activates and verifies an account by proof of its address, an emailed link. @returns its name */
export async function claimAccount(
  tx: Tx,
  { id, name, email }: { id: string; name: string; email: string },
): Promise<string> {
  invalidate(`user:${id}`)
  noteChange({ userId: id })
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
/**
 * Closes the account of a person without any remaining organization, tenant or platform role. The caller has locked the
 * account.
 */
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
