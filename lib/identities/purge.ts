import type { Tx } from "../core/db/client"

/** Deletes all accounts elsewhere of people. */
export async function eraseIdentities(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.userIdentity.deleteMany({ where: { userId: { in: [...userIds] } } })
  await tx.identity.deleteMany({ where: { userId: { in: [...userIds] } } })
}
