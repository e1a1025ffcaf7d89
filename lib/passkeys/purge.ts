import type { Tx } from "../core/db/client"

/** Deletes all passkeys of people. */
export async function erasePasskeys(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.passkey.deleteMany({ where: { userId: { in: [...userIds] } } })
  await tx.passkeyId.deleteMany({ where: { userId: { in: [...userIds] } } })
}
