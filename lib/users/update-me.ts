import type { z } from "zod"
import type { MePatch } from "../accounts/schema"
import { publish } from "../core/cache/announce"
import { noteChange } from "../core/db/outbox"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { imageUrl } from "../core/file-url"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { assertVersion } from "../core/version"
import { deletePictures } from "../files/ends"
import { copyAccountName } from "../memberships/account-copies"
import { recordWhereShown } from "./record-where-shown"
import type { Me } from "./schema"
import { getMe } from "./service"

type Before = { name: string; version: number; avatar_url: string | null }

/**
 * Returns the value to store: the URL of an uploaded picture is accepted only if it is the current one. @throws
 * AppError validation_failed
 */
function avatarOf(given: string | null, { avatar_url }: Before): string | null {
  if (!given) return null
  if (given === imageUrl(avatar_url)) return avatar_url
  if (given.startsWith("http:") || given.startsWith(imageUrl("/files/") ?? ""))
    throw fieldError("avatar_url", "invalid", { reason: "avatar" })
  return given
}

/**
 * Changes the caller's own profile. The name is copied to their memberships, except where an admin has set another.
 * @throws AppError version_conflict
 */
export async function updateMe(
  me: UserCaller,
  patch: z.output<typeof MePatch>,
  ifMatch: number | null = null,
): Promise<Me> {
  await transaction(async (tx) => {
    const [before] = await tx.$queryRaw<Before[]>`
      SELECT name, version, avatar_url FROM users WHERE id = ${me.userId} FOR UPDATE`
    await assertSignedIn(tx, me)
    if (!before) throw new AppError("not_found")
    assertVersion(ifMatch, before.version)
    const data = {
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.bio === undefined ? {} : { bio: patch.bio || null }),
      ...(patch.avatar_url === undefined ? {} : { avatarUrl: avatarOf(patch.avatar_url, before) }),
      ...(patch.locale === undefined ? {} : { locale: patch.locale }),
    }
    if (data.avatarUrl !== undefined && data.avatarUrl !== before.avatar_url) await deletePictures(tx, [me.userId])
    if (Object.keys(data).length === 0) return
    noteChange({ userId: me.userId })
    await tx.user.update({
      where: { id: me.userId },
      data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
    })
    if (patch.name !== undefined && patch.name !== before.name)
      await copyAccountName(tx, me.userId, before.name, patch.name)
    const event = { action: "user.profile_updated", after: { changed: Object.keys(patch) } }
    await recordWhereShown(tx, me, me.userId, event, me)
  })
  publish(`profile:${me.userId}`)
  return getMe(me)
}
