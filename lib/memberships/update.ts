import { listed, recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import type { Prisma, Tx } from "../core/db/client"
import { isUniqueViolation } from "../core/db/errors"
import { noteChange } from "../core/db/outbox"
import { presentTimestamp, transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import type { Role } from "../core/identity/permissions"
import { end } from "../endings/end"
import { changeInviteTerms } from "../invites/ends"
import { enqueueMail, linkTo } from "../mail/outbox"
import type { User, UserPatch } from "../users/schema"
import { copies } from "./add"
import { byWhom } from "./by-whom"
import { assignableRole, checkChange, type Rights, rights, type Stopped } from "./grants"
import { assertNotLastAdmin, isUnlimited } from "./last-admin"
import { showMember, target } from "./service"

const withoutSessions = ({ sessions: _, ...stopped }: Stopped & { sessions: number }): Stopped => stopped

/**
 * Changes a membership. A new role without `permissions` empties the direct ones.
 * @returns the updated user, and what a suspension revoked
 * @throws AppError not_found, version_conflict, role_above_your_own, permission_not_held, own_rights, last_admin
 */
export async function updateMember(
  actor: Actor<"users:write">,
  userId: string,
  patch: UserPatch,
  ifMatch: number | null = null,
): Promise<User & { stopped?: Stopped }> {
  return transaction(async (tx) => {
    const { now, row, user, organization, organizationId } = await target(tx, actor, "users:write", userId)
    if (ifMatch !== null && ifMatch !== row.version) throw new AppError("version_conflict")
    const next = {
      role: patch.role ? assignableRole(now, patch.role) : row.role,
      permissions: patch.permissions ?? (patch.role ? [] : row.permissions),
      status: patch.status ?? row.status,
      expires_at: patch.expires_at === undefined ? row.expires_at : patch.expires_at,
    }
    const { caller } = now
    const own = userId === (caller.kind === "user" ? caller.userId : caller.creatorId)
    checkChange(now, row, next, own)
    const suspends = row.status !== "suspended" && next.status === "suspended"
    const lifts = row.status === "suspended" && next.status === "active"
    const moment = await presentTimestamp(tx)
    // What was revoked at expiry stays revoked when the date moves.
    const unexpired = next.expires_at === null || next.expires_at > moment
    const extended = row.status === "expired" && unexpired
    if (isUnlimited(row) && !isUnlimited(next)) await assertNotLastAdmin(tx, actor.tenantId, organizationId, userId)
    const member = { userIds: [userId], tenantIds: [actor.tenantId], organizationId }
    if (extended) await end(tx, "membership_expired", member)
    const changed = { ...next, moment, lifts: lifts || extended, unexpired }
    await write(tx, actor.tenantId, organizationId, userId, patch, changed)
    if (row.status === "invited" && (patch.role || patch.permissions))
      await changeInviteTerms(tx, { tenantId: actor.tenantId, organizationId, email: user.email }, next)
    const ended = suspends ? await end(tx, "membership_suspended", member) : undefined
    const stopped = ended && withoutSessions(ended)
    await recordEvent(tx, caller, {
      tenantId: actor.tenantId,
      organizationId,
      action: suspends ? "member.suspended" : lifts ? "member.reactivated" : "member.updated",
      target: { type: "user", id: userId },
      before: rights(row),
      after: { ...rights(next), changed: Object.keys(patch), ...(stopped && listed(stopped)) },
    })
    await tell(
      tx,
      actor.tenantId,
      user,
      { id: organizationId, name: organization.name },
      {
        role: next.role !== row.role ? next.role : null,
        suspends,
        ...(own ? {} : byWhom(caller)),
      },
    )
    const shown = await showMember({ tenantId: actor.tenantId, organizationId }, userId, tx)
    return stopped ? { ...shown, stopped } : shown
  })
}

type Changed = Rights & {
  moment: Date
  /** Whether a suspension or an expiry ends. */
  lifts: boolean
  unexpired: boolean
}

async function write(
  tx: Tx,
  tenantId: string,
  organizationId: string,
  userId: string,
  patch: UserPatch,
  { role, permissions, status, expires_at, moment, lifts, unexpired }: Changed,
): Promise<void> {
  invalidate(`user:${userId}`)
  noteChange({ tenantId, organizationId, userId })
  const where = { tenantId_organizationId_userId: { tenantId, organizationId, userId } }
  const { email, acceptedAt } = await tx.membership.findUniqueOrThrow({
    where,
    select: { email: true, acceptedAt: true },
  })
  // A person who never accepted can't be made active.
  if (lifts && !acceptedAt) throw fieldError("status", "invalid", { reason: "not_accepted" })
  await tx.membership
    .update({
      where,
      data: {
        role,
        permissions,
        // `expired` is computed and never stored.
        status: status === "expired" ? "active" : status,
        expiresAt: expires_at,
        ...(patch.name === undefined ? {} : copies(patch.name, email)),
        ...(patch.external_id === undefined ? {} : { externalId: patch.external_id }),
        ...(patch.metadata === undefined ? {} : { metadata: patch.metadata as Prisma.InputJsonObject }),
        ...(lifts ? { activeSince: moment } : {}),
        // A later expiry is to be carried out too.
        ...(unexpired ? { expiredAt: null } : {}),
        version: { increment: 1 },
        updatedAt: moment,
      },
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error, "external_id") ? new AppError("external_id_taken") : error
    })
}

type News = { role: Role | null; suspends: boolean; by?: string; by_key?: boolean }

async function tell(
  tx: Tx,
  tenantId: string,
  user: User,
  organization: { id: string; name: string },
  { role, suspends, ...by }: News,
): Promise<void> {
  if (user.status === "invited") return
  const mail = { to: user.email, tenantId }
  const data = { name: user.name, organization: organization.name, ...by }
  const url = linkTo(`/overview?org=${organization.id}`)
  if (role) await enqueueMail(tx, { ...mail, template: "role_changed", data: { ...data, role, url } })
  if (suspends) await enqueueMail(tx, { ...mail, template: "membership_suspended", data })
}
