import { assertOpen } from "../accounts/store"
import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { cut, isHigh } from "../core/db/search-text"
import { transactionTimestamp } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { fold } from "../core/fold"
import type { Scope } from "../core/identity/access"
import type { MembershipRole } from "../core/identity/permissions"
import { closeInvitesTo } from "../invites/ends"
import { suspendedAmong } from "./suspended-among"

/** What a new membership holds. */
type NewMembership = Scope & {
  organizationId: string
  userId: string
  email: string
  name: string
  role: MembershipRole
  permissions?: string[]
  status: "active"
}

type Key = { tenantId: string; organizationId: string; userId: string }

/** Whether a person is suspended in an organization; see `suspendedAmong`. */
export async function isSuspended(tx: Tx, { userId, ...organization }: Key): Promise<boolean> {
  return (await suspendedAmong(tx, organization, [userId])).has(userId)
}

/** The columns that lists and search need, made from name and address. */
export function copies(name: string, email: string) {
  const folded = fold(name)
  const search = `${isHigh(folded) ? " " : ""}${cut(folded, 800)} ${email}`
  return { name, nameSort: cut(folded, 400), email, search }
}

/**
 * Makes somebody a member; one who left before begins anew, with nothing of the old membership. Behind the lock of the
 * organization. The account is not closed, and pending invites to them there are closed (`closeInvitesTo`).
 * @throws AppError already_member, membership_suspended, invalid_token (the account is closed)
 */
export async function addMembership(tx: Tx, input: NewMembership): Promise<void> {
  const { tenantId, organizationId, userId, status, role } = input
  const key = { tenantId, organizationId, userId }
  invalidate(`user:${userId}`)
  const account = await assertOpen(tx, userId)
  const [old] = await tx.$queryRaw<{ status: string; deleted: boolean; expires_at: Date | null }[]>`
    SELECT status, deleted_at IS NOT NULL AS deleted, expires_at FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} FOR UPDATE`
  if (old?.status === "suspended" && (await isSuspended(tx, key))) throw new AppError("membership_suspended")
  if (old && !old.deleted && old.status === "active") throw new AppError("already_member")
  const now = await transactionTimestamp(tx)
  const invited = old && !old.deleted
  const fresh = {
    ...copies(input.name, input.email),
    role,
    permissions: input.permissions ?? [],
    status,
    // What an admin set while the invitation was pending stays.
    expiresAt: invited ? old.expires_at : null,
    expiredAt: null,
    lastSeenAt: null,
    deletedAt: null,
    updatedAt: now,
    acceptedAt: now,
    activeSince: now,
    ...(invited ? {} : { externalId: null, metadata: {}, createdAt: now }),
  }
  await tx.membership.upsert({
    where: { tenantId_organizationId_userId: key },
    create: { ...key, ...fresh },
    update: { ...fresh, version: { increment: 1 } },
  })
  await tx.userOrganization.upsert({ where: { userId_tenantId_organizationId: key }, create: key, update: {} })
  await closeInvitesTo(tx, [key], { id: userId, email: input.email, verified: account.verified })
}
