import type { Tx } from "../core/db/client"

/** Forgets which terms people accepted: a new owner of an account accepts them anew. */
export async function forgetAcceptances(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM terms_acceptances WHERE user_id = ANY(${[...userIds]}::text[])`
}
