import type { z } from "zod"
import { recordEvent, systemTenant } from "../audit-events/record"
import { announce } from "../core/cache/announce"
import { cached, invalidate, type Loaded, peek } from "../core/cache/authorization-cache"
import { db, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { hashPassword, refuseWeakPassword } from "../core/identity/passwords"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { copyAccountName, myMembership } from "../memberships/me"
import { renewProof } from "../sessions/service"
import { lockAccount, ownershipOf } from "./account"
import { withPassword } from "./password-proof"
import type { MePatch, PasswordChange, User } from "./schema"

/** The account of an address; a new one has no password and belongs to nobody until its owner activates it. */
export async function ensureAccount(
  tx: Tx,
  email: string,
): Promise<{ id: string; activated: boolean; verified: boolean }> {
  const id = newId("user")
  await tx.$executeRaw`
    INSERT INTO users (id, email, name) VALUES (${id}, ${email}, '') ON CONFLICT (email) DO NOTHING`
  const user = await tx.user.findUniqueOrThrow({ where: { email } })
  return { id: user.id, activated: user.activatedAt !== null, verified: user.emailVerifiedAt !== null }
}

/**
 * Makes an account its owner's: name and password. Decided behind the account's lock: of two requests at once one wins.
 * @param account.hash of `hashPassword`, made before the transaction
 * @throws AppError email_taken when somebody activated it already
 */
export async function activateAccount(
  tx: Tx,
  { email, name, hash, verified }: { email: string; name: string; hash: string; verified: boolean },
): Promise<string> {
  const { id } = await ensureAccount(tx, email)
  const account = await lockAccount(tx, id)
  if (ownershipOf(account) !== "nobody") throw new AppError("email_taken")
  // Closed for longer than it can be restored, and not erased yet.
  if (account.activatedAt) await end(tx, "taken_over", { userIds: [id], closedAt: account.closedAt })
  invalidate(`user:${id}`)
  await tx.$executeRaw`
    UPDATE users SET name = ${name}, activated_at = now(), deleted_at = NULL, updated_at = now(),
      email_verified_at = CASE WHEN ${verified} THEN now() ELSE email_verified_at END
    WHERE id = ${id}`
  await storePassword(tx, id, hash)
  return id
}

/** Replaces the password hash. The account is locked. */
export async function storePassword(tx: Tx, userId: string, hash: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO user_secrets (user_id, password_hash, password_changed_at) VALUES (${userId}, ${hash}, now())
    ON CONFLICT (user_id) DO UPDATE SET password_hash = EXCLUDED.password_hash, password_changed_at = EXCLUDED.password_changed_at`
}

/** Replaces the hash that was read by a better one of the same password, and no other. */
export async function rehashPassword(tx: Tx, userId: string, from: string | null, to: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_secrets SET password_hash = ${to} WHERE user_id = ${userId} AND password_hash = ${from}`
}

/** Marks the address as verified. True when it was not before. */
export async function markVerified(tx: Tx, userId: string): Promise<boolean> {
  invalidate(`user:${userId}`)
  const changed = await tx.$executeRaw`
    UPDATE users SET email_verified_at = now(), updated_at = now() WHERE id = ${userId} AND email_verified_at IS NULL`
  return changed > 0
}

/** Gives an account to whoever proved its address by a mailed link: it is activated and verified. @returns its name */
export async function claimAccount(
  tx: Tx,
  { id, name, email }: { id: string; name: string; email: string },
): Promise<string> {
  invalidate(`user:${id}`)
  const shown = name || email.slice(0, email.indexOf("@"))
  await tx.$executeRaw`
    UPDATE users SET name = ${shown}, activated_at = COALESCE(activated_at, now()),
      email_verified_at = COALESCE(email_verified_at, now()), updated_at = now()
    WHERE id = ${id}`
  return shown
}

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
  const user = await db.user.findUnique({ where: { id: me.userId } })
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
  announce(`profile:${me.userId}`)
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

/** Emails the owner that the password was changed. */
export async function notifyOfPasswordChange(tx: Tx, { name, email }: { name: string; email: string }): Promise<void> {
  const data = { name, url: linkTo("/forgot-password") }
  await enqueueMail(tx, { to: email, template: "password_changed", data, tenantId: null })
}
