import { batch } from "../core/db/batches"
import { db, type Tx } from "../core/db/client"
import { restorableSince } from "../core/db/retention"

/** Somebody whose account was closed so long ago that nobody can restore it. */
export type Person = { id: string; email: string }

/** Accounts that are to be erased, those closed first before others. */
export function closedAccounts(): Promise<Person[]> {
  return db().$queryRaw<Person[]>`
    SELECT id, email FROM users WHERE deleted_at < ${restorableSince} ORDER BY deleted_at LIMIT ${batch}`
}

/** Locks those of the accounts that are still closed: a person's address may have got a new owner meanwhile. */
export function lockClosed(tx: Tx, people: readonly Person[]): Promise<Person[]> {
  return tx.$queryRaw<Person[]>`
    SELECT id, email FROM users WHERE id = ANY(${people.map((person) => person.id)}::text[])
      AND deleted_at < ${restorableSince} ORDER BY id FOR UPDATE`
}

/** Erases accounts with their passwords and factors. From then on the addresses are free. @returns those that were still closed */
export async function eraseAccounts(tx: Tx, people: readonly Person[]): Promise<Person[]> {
  const gone = await tx.$queryRaw<Person[]>`
    DELETE FROM users WHERE id = ANY(${people.map((person) => person.id)}::text[]) AND deleted_at < ${restorableSince}
    RETURNING id, email`
  await tx.userSecret.deleteMany({ where: { userId: { in: gone.map((person) => person.id) } } })
  return gone
}
