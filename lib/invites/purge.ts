import { batch, untilDone } from "../core/db/batches"
import { db, type Tx } from "../core/db/client"

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

/** Takes people out of a tenant's invites: those to them go, those by them lose the name. What is pending stays. */
export async function eraseFromInvites(
  tx: Tx,
  tenantId: string,
  people: readonly { id: string; email: string }[],
): Promise<void> {
  const ids = people.map((person) => person.id)
  const emails = people.map((person) => person.email)
  await tx.$executeRaw`
    UPDATE invites SET maker_name = 'Former member' WHERE tenant_id = ${tenantId} AND maker_id = ANY(${ids}::text[])`
  await tx.$executeRaw`
    DELETE FROM invites WHERE tenant_id = ${tenantId} AND status <> 'pending' AND email = ANY(${emails}::text[])`
}
