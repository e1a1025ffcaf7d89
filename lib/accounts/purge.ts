import { batch } from "../core/db/batches"
import { db, type Tx } from "../core/db/client"
import { restorableSince } from "../core/db/retention"

/** A person whose closed account can no longer be restored. */
export type Person = { id: string; email: string }

/** Returns the accounts due for erasure, earliest closed first. */
export function closedAccounts(): Promise<Person[]> {
  return db().$queryRaw<Person[]>`
    SELECT id, email FROM users WHERE deleted_at < ${restorableSince} ORDER BY deleted_at LIMIT ${batch}`
}

/** Locks the accounts that are still closed: an address may have a new owner by now. */
export function lockClosed(tx: Tx, people: readonly Person[]): Promise<Person[]> {
  return tx.$queryRaw<Person[]>`
    SELECT id, email FROM users WHERE id = ANY(${people.map((person) => person.id)}::text[])
      AND deleted_at < ${restorableSince} ORDER BY id FOR UPDATE`
}

/**
 * Erases accounts with their passwords and authenticators, which frees the addresses. @returns those that were still
 * closed
 */
export async function eraseAccounts(tx: Tx, people: readonly Person[]): Promise<Person[]> {
  const gone = await tx.$queryRaw<Person[]>`
    DELETE FROM users WHERE id = ANY(${people.map((person) => person.id)}::text[]) AND deleted_at < ${restorableSince}
    RETURNING id, email`
  await tx.userSecret.deleteMany({ where: { userId: { in: gone.map((person) => person.id) } } })
  return gone
}
