import { batch, untilDone } from "../core/db/batches"
import { db, type Tx } from "../core/db/client"

/** Purges what has expired a day ago: until then its use is recognized as a second one. */
export async function purgeRecords(): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM oidc_records WHERE hash IN (
        SELECT hash FROM oidc_records WHERE expires_at < now() - interval '1 day' LIMIT ${batch})`,
  )
}

/** Purges keys that nothing is verified with any longer. */
export async function purgeSigningKeys(): Promise<void> {
  await db().$executeRaw`DELETE FROM signing_keys WHERE retire_at < now() - interval '1 day'`
}

/** Deletes all records of people. */
export async function eraseRecords(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM oidc_records WHERE user_id = ANY(${[...userIds]}::text[])`
}
