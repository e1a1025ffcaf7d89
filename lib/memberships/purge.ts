import { batch, untilDone } from "../core/db/batches"
import { db, type Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { restorableSince } from "../core/db/retention"

type Scope = { tenantId: string; organizationId: string }

/** Purges the memberships of a tenant that ended too long ago to be restored. */
export async function purgeEndedMemberships(tenantId: string): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM memberships WHERE tenant_id = ${tenantId} AND (organization_id, user_id) IN (
        SELECT organization_id, user_id FROM memberships
        WHERE tenant_id = ${tenantId} AND deleted_at < ${restorableSince} LIMIT ${batch})`,
  )
}

/** Purges all memberships of an organization. */
export async function purgeMemberships({ tenantId, organizationId }: Scope): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM memberships WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id IN (
        SELECT user_id FROM memberships WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} LIMIT ${batch})`,
  )
  await db().userOrganization.deleteMany({ where: { tenantId, organizationId } })
}

/** Deletes people's memberships in a tenant. */
export async function eraseMembers(tx: Tx, tenantId: string, userIds: readonly string[]): Promise<void> {
  const gone = await tx.$queryRaw<{ organizationId: string; userId: string }[]>`
    DELETE FROM memberships WHERE tenant_id = ${tenantId} AND user_id = ANY(${[...userIds]}::text[])
    RETURNING organization_id AS "organizationId", user_id AS "userId"`
  noteChange(...gone.map((row) => ({ ...row, tenantId })))
}

/** Deletes the lists of organizations that people sign in to. */
export async function eraseWhereabouts(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.userOrganization.deleteMany({ where: { userId: { in: [...userIds] } } })
}
