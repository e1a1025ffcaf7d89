import { db, Prisma, type Tx } from "../core/db/client"
import { restorableSince } from "../core/db/retention"
import { AppError } from "../core/errors"

/** An account with everything that a proof is compared with. */
export type Account = {
  id: string
  email: string
  name: string
  superAdmin: boolean
  /** The language of emails; null until one was named. */
  locale: string | null
  createdAt: Date
  /** Null until the owner of the address set a password. */
  activatedAt: Date | null
  verifiedAt: Date | null
  /** Registered without proof of work: the address has to be verified before the first sign-in. */
  verifyFirst: boolean
  /**
   * When it was closed, as PostgreSQL writes it, with microseconds: memberships that ended with it have the same time.
   */
  closedAt: string | null
  /** Closed for so long that it can no longer be restored, and is due for erasure. */
  overdue: boolean
  passwordHash: string | null
  twoFactor: boolean
  /** Lost factors were reset, and no one has signed in since: that takes an emailed code as well. */
  afterReset: boolean
}

type Secrets = "passwordHash" | "twoFactor" | "afterReset"
type Person = Omit<Account, Secrets>

const person = Prisma.sql`
  id, email, name, locale, super_admin AS "superAdmin", created_at AS "createdAt", activated_at AS "activatedAt",
  email_verified_at AS "verifiedAt", verify_first AS "verifyFirst", deleted_at::text AS "closedAt",
  COALESCE(deleted_at <= ${restorableSince}, false) AS overdue`

/** Returns the account of an address, or null. Not locked: `assertUnchanged` repeats whatever is compared with it. */
export async function findAccount(email: string, client: Tx = db()): Promise<Account | null> {
  const [row] = await client.$queryRaw<Person[]>`SELECT ${person} FROM users WHERE email = ${email}`
  return row ? { ...row, ...(await secretsOf(client, row.id, Prisma.empty)) } : null
}

/** Returns which of these accounts have a password. */
export async function havingPassword(ids: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ user_id: string }[]>`
    SELECT user_id FROM user_secrets WHERE user_id = ANY(${[...ids]}::text[]) AND password_hash IS NOT NULL`
  return rows.map((row) => row.user_id)
}

/** Returns the IDs of accounts by their addresses. */
export async function accountIds(emails: readonly string[], client: Tx = db()): Promise<Map<string, string>> {
  const rows = await client.$queryRaw<{ id: string; email: string }[]>`
    SELECT id, email FROM users WHERE email = ANY(${[...emails]}::text[])`
  return new Map(rows.map(({ email, id }) => [email, id]))
}

/** As `findAccount`, by ID. */
export async function accountOf(id: string, client: Tx = db()): Promise<Account | null> {
  const [row] = await client.$queryRaw<Person[]>`SELECT ${person} FROM users WHERE id = ${id}`
  return row ? { ...row, ...(await secretsOf(client, id, Prisma.empty)) } : null
}

/**
 * Locks an account until the transaction ends. Everything that revokes something of an account takes this lock first,
 * and so does everything done by a proof of it, so that one of the two sees the other's writes. Lock organizations
 * first.
 * @throws AppError not_found
 */
export async function lockAccount(tx: Tx, id: string): Promise<Account> {
  const [row] = await tx.$queryRaw<Person[]>`SELECT ${person} FROM users WHERE id = ${id} FOR UPDATE`
  if (!row) throw new AppError("not_found")
  return { ...row, ...(await secretsOf(tx, id, Prisma.sql`FOR UPDATE`)) }
}

/** Locks accounts until the transaction ends, in a fixed order; IDs without an account are skipped. */
export async function lockAccounts(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ANY(${[...ids]}::text[]) ORDER BY id FOR UPDATE`
}

async function secretsOf(client: Tx, userId: string, lock: Prisma.Sql) {
  const [row] = await client.$queryRaw<Pick<Account, Secrets>[]>`
    SELECT password_hash AS "passwordHash", totp_confirmed_at IS NOT NULL AS "twoFactor",
           factors_reset_at IS NOT NULL AS "afterReset"
    FROM user_secrets WHERE user_id = ${userId} ${lock}`
  return row ?? { passwordHash: null, twoFactor: false, afterReset: false }
}

/** Whether an account was only added by an organization: it never had an owner, and has nothing but invites. */
export const isPlaceholder = ({ activatedAt, closedAt }: Account): boolean => activatedAt === null && closedAt === null

/**
 * Ownership of an account: `nobody` before it is activated and once it is overdue, otherwise proved or not by an
 * emailed link.
 */
export function ownershipOf(account: Account | null): "nobody" | "unproved" | "proved" {
  if (!account?.activatedAt || account.overdue) return "nobody"
  return account.verifiedAt ? "proved" : "unproved"
}

/**
 * Asserts that an account is not closed, and keeps it so until the transaction ends.
 * @returns whether its address is verified
 * @throws AppError invalid_token
 */
export async function assertOpen(tx: Tx, userId: string): Promise<{ verified: boolean }> {
  const [account] = await tx.$queryRaw<{ verified: boolean }[]>`
    SELECT email_verified_at IS NOT NULL AS verified FROM users WHERE id = ${userId} AND deleted_at IS NULL FOR SHARE`
  if (!account) throw new AppError("invalid_token")
  return account
}

/** Returns which of these people have a verified account that isn't closed: only they count as admins who stay. */
export async function ableAmong(tx: Tx, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.user.findMany({
    where: { id: { in: [...new Set(userIds)] }, emailVerifiedAt: { not: null }, deletedAt: null },
    select: { id: true },
  })
  return new Set(rows.map((row) => row.id))
}
