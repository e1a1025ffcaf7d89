import { publish } from "../core/cache/announce"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { transaction } from "../core/db/transaction"
import { filePath } from "../core/file-url"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { deletePictures } from "../files/ends"
import { encodeImage } from "../files/image"
import { storeImage } from "../files/store"
import { recordWhereShown } from "./record-where-shown"
import type { Me } from "./schema"
import { getMe } from "./service"

/**
 * Replaces the caller's picture with an uploaded one, stored at 256 × 256 pixels.
 * @throws AppError validation_failed, unavailable
 */
export async function setPicture(me: UserCaller, bytes: Uint8Array): Promise<Me> {
  const image = await encodeImage(me.tenantId ?? me.userId, "picture", bytes)
  return replacePicture(me, async (tx) => filePath(await storeImage(tx, { userId: me.userId }, image)))
}

/** Removes the caller's picture, whether uploaded or set by URL. */
export async function removePicture(me: UserCaller): Promise<void> {
  await replacePicture(me, async () => null)
}

async function replacePicture(me: UserCaller, store: (tx: Tx) => Promise<string | null>): Promise<Me> {
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${me.userId} FOR UPDATE`
    await assertSignedIn(tx, me)
    await deletePictures(tx, [me.userId])
    const avatarUrl = await store(tx)
    noteChange({ userId: me.userId })
    await tx.user.update({
      where: { id: me.userId },
      data: { avatarUrl, version: { increment: 1 }, updatedAt: new Date() },
    })
    const event = { action: "user.profile_updated", after: { changed: ["avatar_url"] } }
    await recordWhereShown(tx, me, me.userId, event, me)
  })
  publish(`profile:${me.userId}`)
  return getMe(me)
}
