import type { z } from "zod"
import { withPassword } from "../accounts/password-proof"
import { notifyOfPasswordChange, storePassword } from "../accounts/service"
import { recordEvent, systemTenant } from "../audit-events/record"
import { publish } from "../core/cache/announce"
import { cached, type Loaded, peek } from "../core/cache/authorization-cache"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { hashPassword, refuseWeakPassword } from "../core/identity/passwords"
import { end } from "../endings/end"
import { copyAccountName, myMembership } from "../memberships/me"
import { renewProof } from "../sessions/service"
import type { MePatch, PasswordChange, User } from "./schema"

/** The caller: who they are, and what they are in their token's organization. At once, when asked for before. */
export function getMe(me: UserCaller): User | Promise<User> {
  const { userId, tenantId, organizationId } = me
  const key = `me ${userId} ${tenantId ?? ""} ${organizationId ?? ""}`
  const known = peek<Me>(key)
  return known ? seenNow(known) : cached(key, () => readMe(me)).then(seenNow)
}

/** What is known of the caller, and how it was shown last, in whole seconds. */
type Me = { user: User; shown: User; second: number }

/** Frozen, so that it is written once for everybody who asks in the same second. */
function seenNow(me: Me | null): User {
  if (!me) throw new AppError("invalid_token")
  const second = Math.floor(Date.now() / 1000)
  if (me.second !== second) {
    me.second = second
    me.shown = Object.freeze({ ...me.user, last_seen_at: new Date(second * 1000) })
  }
  return me.shown
}

async function readMe(me: UserCaller): Promise<Loaded<Me> | null> {
  const user = await db().user.findUnique({ where: { id: me.userId } })
  if (!user) return null
  const membership = await myMembership(me)
  const value = {
    id: user.id,
    email: user.email,
    name: user.name,
    bio: user.bio,
    avatar_url: user.avatarUrl,
    email_verified: me.verified,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    version: user.version,
    last_seen_at: null,
    ...membership,
  }
  const { userId, tenantId, organizationId } = me
  const tags = [`user:${userId}`, `profile:${userId}`, `tenant:${tenantId}`, `organization:${organizationId}`] as const
  return {
    value: { user: value, shown: value, second: 0 },
    tags,
    seconds: membership.expires_at && (membership.expires_at.getTime() - Date.now()) / 1000,
  }
}

/**
 * Changes the caller's own profile; the copies of the name in their memberships follow, unless an admin set another there.
 * @throws AppError version_conflict
 */
export async function updateMe(
  me: UserCaller,
  patch: z.output<typeof MePatch>,
  ifMatch: number | null = null,
): Promise<User> {
  await transaction(async (tx) => {
    const [before] = await tx.$queryRaw<{ name: string; version: number }[]>`
      SELECT name, version FROM users WHERE id = ${me.userId} FOR UPDATE`
    await assertSignedIn(tx, me)
    if (!before) throw new AppError("not_found")
    if (ifMatch !== null && ifMatch !== before.version) throw new AppError("version_conflict")
    const data = {
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.bio === undefined ? {} : { bio: patch.bio || null }),
      ...(patch.avatar_url === undefined ? {} : { avatarUrl: patch.avatar_url || null }),
    }
    if (Object.keys(data).length === 0) return
    await tx.user.update({
      where: { id: me.userId },
      data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
    })
    if (patch.name !== undefined && patch.name !== before.name)
      await copyAccountName(tx, me.userId, before.name, patch.name)
    await recordEvent(tx, me, {
      tenantId: me.tenantId ?? systemTenant,
      organizationId: me.organizationId,
      action: "user.profile_updated",
      target: { type: "user", id: me.userId },
      after: { changed: Object.keys(patch) },
    })
  })
  publish(`profile:${me.userId}`)
  return getMe(me)
}

/**
 * Changes the caller's password. What `endings` lists ends; this session goes on.
 * @throws AppError validation_failed: current_password incorrect, new_password too weak
 */
export async function changePassword(me: UserCaller, input: z.output<typeof PasswordChange>): Promise<void> {
  const prepare = async () => {
    refuseWeakPassword(input.new_password, me.email, "new_password")
    return hashPassword(input.new_password)
  }
  await withPassword(me, input.current_password, { field: "current_password", prepare }, async (tx, account, hash) => {
    await storePassword(tx, me.userId, hash)
    await end(tx, "password_changed", { userIds: [me.userId], sessionId: me.sessionId })
    await renewProof(tx, me.userId, me.sessionId)
    await notifyOfPasswordChange(tx, account)
    await recordEvent(tx, me, {
      tenantId: me.tenantId ?? systemTenant,
      organizationId: me.organizationId,
      action: "user.password_changed",
      target: { type: "user", id: me.userId },
    })
  })
}
