import { recordEvent, systemTenant } from "../audit-events/record"
import { type Tx, transaction } from "../db"
import { AppError } from "../errors"
import { invalidate } from "../invalidation"
import { closeMembership, reopenMemberships } from "../memberships/end"
import { keepAnAdmin } from "../memberships/last-admin"
import { keepASuperAdmin } from "../operator/service"
import { lockOrganization } from "../organizations/service"
import { revokeLinks } from "../secrets"
import type { UserCaller } from "../session"
import { endSessions } from "../sessions/service"
import { resignFromTenants } from "../tenants/admins"
import { provePassword } from "./service"

/** Marks an account as closed and ends what opens it. It keeps its address for 30 days, then it is erased. */
export async function closeAccount(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE users SET deleted_at = now(), updated_at = now(), version = version + 1 WHERE id = ${userId} AND deleted_at IS NULL`
  await endSessions(tx, userId, "account_closed")
  await revokeLinks(tx, ["verify_email", "change_email", "reset_password"], { userId })
}

/**
 * The caller closes their account, with all memberships. Signing in within 30 days brings both back.
 * @throws AppError validation_failed (password), last_admin where somebody has to stay in charge
 */
export async function closeOwnAccount(me: UserCaller, password: string): Promise<void> {
  await provePassword(me, password)
  await transaction(async (tx) => {
    const places = await tx.userOrganization.findMany({
      where: { userId: me.userId },
      orderBy: { organizationId: "asc" },
    })
    if (me.superAdmin) await keepASuperAdmin(tx, me.userId)
    await resignFromTenants(tx, me.userId)
    for (const { tenantId, organizationId } of places) {
      await lockOrganization(tx, tenantId, organizationId)
      await keepAnAdmin(tx, tenantId, organizationId, me.userId)
      await closeMembership(tx, { tenantId, organizationId }, me.userId)
    }
    await closeAccount(tx, me.userId)
    for (const tenantId of new Set([systemTenant, ...places.map((place) => place.tenantId)]))
      await recordEvent(tx, me, { tenantId, action: "user.closed", target: { type: "user", id: me.userId } })
  })
}

/**
 * Brings a closed account back to its owner, who has just shown the password, with the memberships that closed with it.
 * @throws AppError invalid_credentials when it was erased in the meantime
 */
export async function restoreOwnAccount(tx: Tx, userId: string): Promise<void> {
  const [user] = await tx.$queryRaw<{ deleted_at: Date }[]>`
    SELECT deleted_at FROM users WHERE id = ${userId} AND deleted_at > now() - interval '30 days' FOR UPDATE`
  if (!user) throw new AppError("invalid_credentials")
  await reopenMemberships(tx, userId)
  await reopenAccount(tx, userId)
  await recordEvent(
    tx,
    { userId },
    { tenantId: systemTenant, action: "user.restored", target: { type: "user", id: userId } },
  )
}

/** Takes back the closing of an account. */
export async function reopenAccount(tx: Tx, userId: string): Promise<void> {
  invalidate(`user:${userId}`)
  await tx.$executeRaw`
    UPDATE users SET deleted_at = NULL, updated_at = now(), version = version + 1 WHERE id = ${userId} AND deleted_at IS NOT NULL`
}

/** True when nobody's organization, tenant or platform depends on the account any more. */
export async function isLeftAlone(tx: Tx, userId: string): Promise<boolean> {
  const [places, tenants, user] = [
    await tx.userOrganization.count({ where: { userId } }),
    await tx.tenantAdmin.count({ where: { userId } }),
    await tx.user.findUnique({ where: { id: userId }, select: { superAdmin: true } }),
  ]
  return places === 0 && tenants === 0 && !user?.superAdmin
}
