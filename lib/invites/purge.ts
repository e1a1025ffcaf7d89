import { batch, untilDone } from "../core/db/batches"
import { db } from "../core/db/client"

type Scope = { tenantId: string; organizationId: string }

/** Purges all invites of an organization, and their links. */
export async function purgeInvites({ tenantId, organizationId }: Scope): Promise<void> {
  await untilDone(async () => {
    const rows = await db().invite.findMany({ where: { tenantId, organizationId }, select: { id: true }, take: batch })
    const ids = rows.map((row) => row.id)
    await db().secret.deleteMany({ where: { kind: "invite", subject: { in: ids } } })
    const { count } = await db().invite.deleteMany({ where: { tenantId, id: { in: ids } } })
    return count
  })
}

const stretch = 10_000

/**
 * Removes people from a tenant's invites: deletes those to them, and their names from those they created. Pending ones
 * stay. No index has non-pending invites by person, because every state change would have to write it: all are read,
 * 10,000 at a time.
 */
export async function eraseFromInvites(
  tenantId: string,
  people: readonly { id: string; email: string }[],
): Promise<void> {
  const ids = people.map((person) => person.id)
  const emails = people.map((person) => person.email)
  for (let after = ""; ; ) {
    const [part] = await db().$queryRaw<[{ last: string | null; n: number }]>`
      SELECT max(id) AS last, count(*)::int AS n FROM (
        SELECT id FROM invites WHERE tenant_id = ${tenantId} AND id > ${after} ORDER BY id LIMIT ${stretch}) AS part`
    if (part.last === null) return
    await db().$executeRaw`
      UPDATE invites SET maker_name = 'Former member'
      WHERE tenant_id = ${tenantId} AND id > ${after} AND id <= ${part.last} AND maker_id = ANY(${ids}::text[])`
    await db().$executeRaw`
      DELETE FROM invites
      WHERE tenant_id = ${tenantId} AND id > ${after} AND id <= ${part.last} AND status <> 'pending'
        AND email = ANY(${emails}::text[])`
    if (part.n < stretch) return
    after = part.last
  }
}
