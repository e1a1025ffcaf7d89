import { stopKeysBy } from "../api-keys/maker"
import type { Tx } from "../db"
import { invalidate } from "../invalidation"
import { revokePendingInvites } from "../invites/maker"
import type { MembershipRow } from "./people"

/** What stopped with somebody's rights: ids of the invites and API keys that they had made. */
export type Stopped = { invites: string[]; api_keys: string[] }

/** Ends one membership and what depends on it. Whoever calls has checked that it may end, and tells and logs it. */
export async function endMembership(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  { id: userId, email }: Pick<MembershipRow, "id" | "email">,
): Promise<Stopped> {
  await tx.$executeRaw`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} AND deleted_at IS NULL`
  await tx.userOrganization.deleteMany({ where: { userId, tenantId, organizationId } })
  await revokePendingInvites(tx, { tenantId, organizationId, email })
  return stopWhatTheyMade(tx, tenantId, organizationId, userId)
}

/**
 * Closes a membership with its owner's account: they get both back by signing in, so where they belong is remembered.
 * What they had made stops for good.
 */
export async function closeMembership(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  userId: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} AND deleted_at IS NULL`
  await stopWhatTheyMade(tx, tenantId, organizationId, userId)
}

/** Brings back the memberships that were closed with their owner's account, which is still closed. */
export async function reopenMemberships(tx: Tx, userId: string): Promise<void> {
  const places = await tx.userOrganization.findMany({ where: { userId } })
  for (const { tenantId, organizationId } of places)
    await tx.$executeRaw`
      UPDATE memberships SET deleted_at = NULL, active_since = now(), updated_at = now(), version = version + 1
      WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId}
        AND deleted_at = (SELECT deleted_at FROM users WHERE id = ${userId})`
}

/** Somebody's rights in an organization end or rest: what they had made with them stops. */
export async function stopWhatTheyMade(
  tx: Tx,
  tenantId: string,
  organizationId: string,
  userId: string,
): Promise<Stopped> {
  invalidate(`user:${userId}`)
  const invites = await revokePendingInvites(tx, { tenantId, organizationId, makerId: userId })
  return { invites, api_keys: await stopKeysBy(tx, tenantId, organizationId, userId) }
}
