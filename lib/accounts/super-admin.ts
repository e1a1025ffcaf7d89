import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { AppError } from "../core/errors"

/** Keeps the system from losing its last super admin. @throws AppError last_admin */
export async function assertNotLastSuperAdmin(tx: Tx, leaving: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE super_admin AND deleted_at IS NULL ORDER BY id FOR UPDATE`
  if (rows.length === 1 && rows[0]?.id === leaving) throw new AppError("last_admin")
}

/** Grants or removes the role of super admin. The caller has locked the account. */
export async function setSuperAdmin(tx: Tx, userId: string, superAdmin: boolean): Promise<void> {
  invalidate(`user:${userId}`)
  noteChange({ userId })
  await tx.user.update({ where: { id: userId }, data: { superAdmin, updatedAt: new Date() } })
}
