import type { Tx } from "../core/db/client"

/** Removes all passkeys of people, and what authenticators call them. */
export async function removePasskeys(tx: Tx, userIds: readonly string[]): Promise<void> {
  const ids = [...userIds]
  await tx.$executeRaw`DELETE FROM passkeys WHERE user_id = ANY(${ids}::text[])`
  await tx.$executeRaw`DELETE FROM passkey_ids WHERE user_id = ANY(${ids}::text[])`
  await tx.$executeRaw`UPDATE user_secrets SET webauthn_handle = NULL WHERE user_id = ANY(${ids}::text[])`
}

/** Removes these passkeys of people. */
export async function removeThesePasskeys(
  tx: Tx,
  userIds: readonly string[],
  passkeyIds: readonly string[],
): Promise<void> {
  const [users, ids] = [[...userIds], [...passkeyIds]]
  await tx.$executeRaw`DELETE FROM passkeys WHERE user_id = ANY(${users}::text[]) AND id = ANY(${ids}::text[])`
  await tx.$executeRaw`
    DELETE FROM passkey_ids WHERE user_id = ANY(${users}::text[]) AND passkey_id = ANY(${ids}::text[])`
}

/** Counts the passkeys that open a person's account at a domain. */
export const remainingPasskeys = (tx: Tx, userId: string, rpId: string): Promise<number> =>
  tx.passkey.count({ where: { userId, rpId } })
