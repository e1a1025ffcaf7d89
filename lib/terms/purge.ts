import type { Tx } from "../core/db/client"

/** Deletes which terms people accepted; the audit log keeps it under IDs that refer to no one. */
export async function eraseAcceptances(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.termsAcceptance.deleteMany({ where: { userId: { in: [...userIds] } } })
}
