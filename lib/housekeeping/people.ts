import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { batch } from "./batches"

/** Somebody whose account was closed 30 days ago. */
export type Person = { id: string; email: string }

/** Accounts that are to be erased. */
export function closedAccounts(): Promise<Person[]> {
  return db().$queryRaw<Person[]>`
    SELECT id, email FROM users WHERE deleted_at < now() - interval '30 days' ORDER BY deleted_at LIMIT ${batch}`
}

/**
 * Takes these people out of a tenant, but those whose address has a new owner by now. The audit log keeps their ids, which
 * lead nowhere from then on.
 */
export async function forgetWithin(tenantId: string, people: Person[]): Promise<void> {
  await transaction(async (tx) => {
    const due = await tx.$queryRaw<Person[]>`
      SELECT id, email FROM users WHERE id = ANY(${people.map((person) => person.id)}::text[])
        AND deleted_at < now() - interval '30 days' ORDER BY id FOR UPDATE`
    const ids = due.map((person) => person.id)
    const emails = due.map((person) => person.email)
    await tx.$executeRaw`DELETE FROM memberships WHERE tenant_id = ${tenantId} AND user_id = ANY(${ids}::text[])`
    await tx.$executeRaw`
      UPDATE invites SET maker_name = 'Former member' WHERE tenant_id = ${tenantId} AND maker_id = ANY(${ids}::text[])`
    await tx.$executeRaw`
      DELETE FROM invites WHERE tenant_id = ${tenantId} AND status <> 'pending' AND email = ANY(${emails}::text[])`
    await tx.$executeRaw`DELETE FROM tenant_admins WHERE tenant_id = ${tenantId} AND user_id = ANY(${ids}::text[])`
  })
}

/** Erases accounts after every tenant has forgotten them. From then on the address is free. */
export async function eraseAccounts(people: Person[]): Promise<void> {
  for (const { id, email } of people)
    await transaction(async (tx) => {
      const gone = await tx.$executeRaw`
        DELETE FROM users WHERE id = ${id} AND deleted_at < now() - interval '30 days'`
      if (gone === 0) return
      await tx.userSecret.deleteMany({ where: { userId: id } })
      await tx.secret.deleteMany({ where: { userId: id } })
      await tx.session.deleteMany({ where: { userId: id } })
      await tx.userOrganization.deleteMany({ where: { userId: id } })
      await tx.mail.deleteMany({ where: { recipient: email } })
      await tx.undeliverableAddress.deleteMany({ where: { email } })
    })
}
