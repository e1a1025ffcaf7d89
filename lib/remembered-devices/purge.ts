import { batch, untilDone } from "../core/db/batches"
import { db, type Tx } from "../core/db/client"

/** Purges remembered browsers a day after they expired. */
export async function purgeDevices(): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM remembered_devices WHERE (user_id, id) IN (
        SELECT user_id, id FROM remembered_devices WHERE expires_at < now() - interval '1 day' LIMIT ${batch})`,
  )
}

/** Deletes the remembered browsers of people. */
export async function eraseDevices(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.rememberedDevice.deleteMany({ where: { userId: { in: [...userIds] } } })
}
