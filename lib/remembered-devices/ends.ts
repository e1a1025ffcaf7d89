import type { Tx } from "../core/db/client"

/** Revokes the remembered browsers of people. */
export async function revokeDevices(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE remembered_devices SET revoked_at = now()
    WHERE user_id = ANY(${[...userIds]}::text[]) AND revoked_at IS NULL`
}
