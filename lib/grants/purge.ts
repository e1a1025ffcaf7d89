import { db, type Tx } from "../core/db/client"

/** Deletes all grants of people. */
export async function eraseGrants(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.oidcGrant.deleteMany({ where: { userId: { in: [...userIds] } } })
}

/** Purges the grants of a tenant. */
export async function purgeGrants(tenantId: string): Promise<void> {
  await db().oidcGrant.deleteMany({ where: { tenantId } })
}
