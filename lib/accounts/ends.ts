import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"

/** Closes an account. It keeps its address for 30 days, then it is erased. */
export async function markClosed(tx: Tx, userId: string): Promise<void> {
  invalidate(`user:${userId}`)
  noteChange({ userId })
  await tx.$executeRaw`
    UPDATE users SET deleted_at = now(), updated_at = now(), version = version + 1 WHERE id = ${userId} AND deleted_at IS NULL`
}

/** Reopens a closed account. */
export async function reopenAccount(tx: Tx, userId: string): Promise<void> {
  invalidate(`user:${userId}`)
  noteChange({ userId })
  await tx.$executeRaw`
    UPDATE users SET deleted_at = NULL, updated_at = now(), version = version + 1 WHERE id = ${userId} AND deleted_at IS NOT NULL`
}

/** Removes a former owner's profile and password from an account: only the address is left. */
export async function clearProfile(tx: Tx, userId: string): Promise<void> {
  invalidate(`user:${userId}`)
  noteChange({ userId })
  await tx.$executeRaw`
    UPDATE users SET name = '', bio = NULL, avatar_url = NULL, activated_at = NULL, email_verified_at = NULL,
      locale = NULL, super_admin = false,
      version = version + 1, updated_at = now()
    WHERE id = ${userId}`
  await tx.$executeRaw`UPDATE user_secrets SET password_hash = NULL, password_changed_at = now() WHERE user_id = ${userId}`
}
