import { assertOpen } from "../accounts/store"
import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { cut, isHigh } from "../core/db/search-text"
import { presentTimestamp } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { fold } from "../core/fold"
import type { Scope } from "../core/identity/access"
import { type Role, rankOf, storedRank } from "../core/identity/permissions"
import { closeInvitesTo } from "../invites/ends"
import { suspendedAmong } from "./suspended-among"

/** Content of a new membership. */
type NewMembership = Scope & {
  organizationId: string
  userId: string
  email: string
  name: string
  role: string
  /** Of a role of the tenant's own. */
  role_rank?: Role
  permissions?: string[]
  status: "active"
  expiresAt?: Date | null
  /** Whether the person joins without an invitation: an expiry that an admin has set before stays. */
  joins?: boolean
}

type Key = { tenantId: string; organizationId: string; userId: string }

/** Whether a person is suspended in an organization. A suspension outlasts a closed account. */
export async function isSuspended(tx: Tx, { userId, ...organization }: Key): Promise<boolean> {
  return (await suspendedAmong(tx, organization, [userId])).has(userId)
}

/** Whether an organization has offered a person a membership that they have not accepted. */
export async function isOffered(tx: Tx, key: Key): Promise<boolean> {
  return (await tx.membership.count({ where: { ...key, status: "invited", deletedAt: null } })) > 0
}

/** Whether a person has left an organization in which an expiry that an admin had set has passed. */
export async function hasExpired(tx: Tx, { tenantId, organizationId, userId }: Key): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT user_id FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId}
      AND status = 'active' AND deleted_at IS NOT NULL AND expires_at <= clock_timestamp()`
  return rows.length > 0
}

/** The columns for lists and search, derived from name and address. */
export function copies(name: string, email: string) {
  const folded = fold(name)
  const search = `${isHigh(folded) ? " " : ""}${cut(folded, 800)} ${email}`
  return { name, nameSort: cut(folded, 400), email, search }
}

/**
 * Makes a person a member; someone who left before starts anew, with nothing of the old membership but, without an
 * invitation, its expiry. The organization is locked. The account isn't closed, and pending invites to them in the
 * organization are closed (`closeInvitesTo`).
 * @throws AppError already_member, membership_suspended, invalid_token (the account is closed)
 */
export async function addMembership(tx: Tx, input: NewMembership): Promise<void> {
  const { tenantId, organizationId, userId, status, role } = input
  const key = { tenantId, organizationId, userId }
  invalidate(`user:${userId}`)
  noteChange(key)
  const account = await assertOpen(tx, userId)
  const [old] = await tx.$queryRaw<{ status: string; deleted: boolean; expires_at: Date | null }[]>`
    SELECT status, deleted_at IS NOT NULL AS deleted, expires_at FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} FOR UPDATE`
  if (old?.status === "suspended" && (await isSuspended(tx, key))) throw new AppError("membership_suspended")
  if (old && !old.deleted && old.status === "active") throw new AppError("already_member")
  const now = await presentTimestamp(tx)
  const invited = old && !old.deleted
  // What an admin set stays: while the invitation was pending, or before the person left.
  const keepsExpiry = invited || (input.joins && old?.status === "active")
  const fresh = {
    ...copies(input.name, input.email),
    role,
    roleRank: storedRank({ role, role_rank: input.role_rank ?? rankOf(role, null) }),
    permissions: input.permissions ?? [],
    status,
    expiresAt: input.expiresAt ?? (keepsExpiry ? old.expires_at : null),
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
