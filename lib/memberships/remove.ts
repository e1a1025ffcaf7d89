import { recordEvent } from "../audit-events/record"
import { db, Prisma, type Tx, transaction } from "../db"
import { AppError } from "../errors"
import { invalidate } from "../invalidation"
import { enqueueMail } from "../mail/outbox"
import { lockOrganization } from "../organizations/service"
import { outranks, type Role } from "../permissions"
import { type Actor, provenAgain } from "../session"
import { endSessionsWithin } from "../sessions/service"
import { closeAccount, isLeftAlone, reopenAccount } from "../users/close"
import type { User } from "../users/schema"
import { endMembership, type Stopped } from "./end"
import { rights } from "./grants"
import { isUnlimited, keepAnAdmin } from "./last-admin"
import { membershipColumns } from "./list"
import { type MembershipRow, showPeople } from "./people"
import { closedByOwner } from "./removed"
import { showMember } from "./service"

/** Somebody's memberships within the actor's reach: one organization, or the tenant. Ordered, so that locks are taken in one order. */
async function within(tx: Tx, { tenantId, organizationId }: Actor<never>, userId: string): Promise<MembershipRow[]> {
  const only = organizationId ? Prisma.sql`AND organization_id = ${organizationId}` : Prisma.empty
  const rows = await tx.$queryRaw<MembershipRow[]>`
    SELECT ${membershipColumns} FROM memberships
    WHERE tenant_id = ${tenantId} AND user_id = ${userId} AND deleted_at IS NULL ${only} ORDER BY organization_id`
  if (rows.length === 0) throw new AppError("not_found")
  return rows
}

/** @throws AppError role_above_your_own */
async function checkRank(tx: Tx, actor: Actor<never>, rows: MembershipRow[]): Promise<User[]> {
  const people = await showPeople(actor.tenantId, rows, tx)
  if (people.some((user) => user.role && outranks(user.role, actor.role))) throw new AppError("role_above_your_own")
  return people
}

/**
 * Ends every membership of a user within the actor's reach. The account is closed too, if its owner had accepted one
 * of those and none is left anywhere.
 * @throws AppError not_found, role_above_your_own, last_admin
 */
export async function removeUser(actor: Actor<"users:delete">, userId: string): Promise<Stopped> {
  return transaction(async (tx) => {
    const rows = await within(tx, actor, userId)
    await checkRank(tx, actor, rows)
    const stopped: Stopped = { invites: [], api_keys: [] }
    for (const row of rows) {
      const ended = await removeFrom(tx, actor, row)
      stopped.invites.push(...ended.invites)
      stopped.api_keys.push(...ended.api_keys)
    }
    if (rows.some((row) => row.status !== "invited") && (await isLeftAlone(tx, userId))) await closeAccount(tx, userId)
    return stopped
  })
}

async function removeFrom(tx: Tx, actor: Actor<"users:delete">, row: MembershipRow): Promise<Stopped> {
  const { tenantId } = actor
  const organizationId = row.organization_id
  const organization = await lockOrganization(tx, tenantId, organizationId)
  await provenAgain(tx, actor, "users:delete")
  if (isUnlimited(row)) await keepAnAdmin(tx, tenantId, organizationId, row.id)
  const stopped = await endMembership(tx, { tenantId, organizationId }, row)
  await recordEvent(tx, actor.caller, {
    tenantId,
    organizationId,
    action: "member.removed",
    target: { type: "user", id: row.id },
    before: rights(row),
    after: stopped,
  })
  if (row.status !== "invited") {
    const data = { name: row.name, organization: organization?.name ?? organizationId }
    await enqueueMail(tx, { to: row.email, template: "membership_ended", data, tenantId })
  }
  return stopped
}

/**
 * Brings back, within 30 days, a membership that was ended in the actor's organization, and with it the account.
 * @throws AppError not_found (also where the owner closed the account: they restore it by signing in), role_above_your_own
 */
export async function restoreMember(actor: Actor<"users:delete">, userId: string): Promise<User> {
  const { tenantId, organizationId } = actor
  if (!organizationId) throw new AppError("not_found")
  return transaction(async (tx) => {
    await lockOrganization(tx, tenantId, organizationId)
    await provenAgain(tx, actor, "users:delete")
    const [row] = await tx.$queryRaw<{ role: Role }[]>`
      SELECT role FROM memberships
      WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId}
        AND deleted_at > now() - interval '30 days' AND accepted_at IS NOT NULL FOR UPDATE`
    if (!row) throw new AppError("not_found")
    if (outranks(row.role, actor.role)) throw new AppError("role_above_your_own")
    const closed = await closedByOwner(tx, { tenantId, organizationId }, [userId])
    if (closed.size > 0) throw new AppError("not_found")
    await tx.$executeRaw`
      UPDATE memberships SET deleted_at = NULL, active_since = now(), updated_at = now(), version = version + 1
      WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId}`
    const key = { userId, tenantId, organizationId }
    await tx.userOrganization.upsert({ where: { userId_tenantId_organizationId: key }, create: key, update: {} })
    invalidate(`user:${userId}`)
    await reopenAccount(tx, userId)
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId,
      action: "member.restored",
      target: { type: "user", id: userId },
      after: { role: row.role },
    })
    return showMember({ tenantId, organizationId }, userId, tx)
  })
}

/**
 * Checks that the actor may send a member a link for a new password.
 * @returns the member's address
 * @throws AppError not_found, role_above_your_own
 */
export async function addressForReset(actor: Actor<"users:write">, userId: string): Promise<string> {
  const [user] = await checkRank(db, actor, await within(db, actor, userId))
  if (!user) throw new AppError("not_found")
  return user.email
}

/**
 * Ends a member's API sessions that are in the actor's reach.
 * @throws AppError not_found, role_above_your_own
 */
export async function endMemberSessions(actor: Actor<"users:write">, userId: string): Promise<void> {
  await transaction(async (tx) => {
    await checkRank(tx, actor, await within(tx, actor, userId))
    const ended = await endSessionsWithin(tx, userId, actor, "ended_by_admin")
    await recordEvent(tx, actor.caller, {
      tenantId: actor.tenantId,
      organizationId: actor.organizationId,
      action: "member.sessions_ended",
      target: { type: "user", id: userId },
      after: { ended },
    })
  })
}
