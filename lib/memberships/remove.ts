import { reopenAccount } from "../accounts/ends"
import { closeIfLeft } from "../accounts/service"
import { type Account, lockAccount } from "../accounts/store"
import { listed, recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { Prisma, type Tx } from "../core/db/client"
import { restorableSince } from "../core/db/retention"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { outranks, type Role } from "../core/identity/permissions"
import { end } from "../endings/end"
import { closeInvitesTo } from "../invites/ends"
import { enqueueMail } from "../mail/outbox"
import { lockOrganization, lockScope } from "../organizations/store"
import { endSessionsOfIn } from "../sessions/ends"
import type { User } from "../users/schema"
import { checkGrants, rights, type Stopped } from "./grants"
import { assertNotLastAdmin, isUnlimited } from "./last-admin"
import { membershipColumns } from "./list"
import { type MembershipRow, showPeople } from "./people"
import { closedOtherwise } from "./removed"
import { showMember, target } from "./service"

/** Somebody's memberships within a scope: one organization, or the tenant. Ordered, so that locks are taken in one order. */
const within = (tx: Tx, scope: Scope, userId: string) => among(tx, scope, userId, [])

/** As `within`, with those that would come back with their owner's account. */
async function removable(tx: Tx, scope: Scope, userId: string, lock = Prisma.empty) {
  const where = { userId, tenantId: scope.tenantId }
  const remembered = await tx.userOrganization.findMany({ where, select: { organizationId: true } })
  const ids = remembered.map((row) => row.organizationId)
  return among(tx, scope, userId, ids, lock)
}

async function among(tx: Tx, scope: Scope, userId: string, remembered: string[], lock = Prisma.empty) {
  const { tenantId, organizationId } = scope
  const only = organizationId ? Prisma.sql`AND organization_id = ${organizationId}` : Prisma.empty
  const rows = await tx.$queryRaw<MembershipRow[]>`
    SELECT ${membershipColumns} FROM memberships
    WHERE tenant_id = ${tenantId} AND user_id = ${userId} ${only}
      AND (deleted_at IS NULL OR organization_id = ANY(${remembered}::text[]))
    ORDER BY organization_id ${lock}`
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
 * Ends a membership: an admin removes somebody, or somebody leaves. Their sessions lose the organization at once. One whose
 * owner has closed the account does not come back with it.
 * @returns what stopped with it
 * @throws AppError not_found, role_above_your_own, membership_suspended (nobody leaves a suspension), last_admin
 */
export async function removeMember(actor: Actor<"users:delete">, userId: string): Promise<Stopped> {
  return transaction(async (tx) => {
    const { now, row } = await target(tx, actor, "users:delete", userId)
    return removeFrom(tx, now, row)
  })
}

/**
 * Ends every membership of a user within the actor's reach, also those that would come back with an account that its owner
 * has closed. The account is closed too, if its owner had accepted one of those and none is left anywhere.
 * @throws AppError not_found, role_above_your_own, membership_suspended, last_admin
 */
export async function removeUser(actor: Actor<"users:delete">, userId: string): Promise<Stopped> {
  return transaction(async (tx) => {
    const found = await removable(tx, actor, userId)
    for (const row of found) await lockOrganization(tx, actor.tenantId, row.organization_id)
    const now = await assertStillAuthorized(tx, actor, "users:delete")
    const account = await lockAccount(tx, userId)
    const rows = await removable(tx, actor, userId, Prisma.sql`FOR UPDATE`)
    await checkRank(tx, now, rows)
    const stopped: Stopped = { invites: [], api_keys: [] }
    for (const row of rows) {
      const ended = await removeFrom(tx, now, row)
      stopped.invites.push(...ended.invites)
      stopped.api_keys.push(...ended.api_keys)
    }
    if (rows.some((row) => row.status !== "invited")) await closeIfLeft(tx, account)
    return stopped
  })
}

async function removeFrom(tx: Tx, actor: Actor<"users:delete">, row: MembershipRow): Promise<Stopped> {
  const { tenantId, caller } = actor
  const organizationId = row.organization_id
  const self = caller.kind === "user" && caller.userId === row.id
  const organization = await lockOrganization(tx, tenantId, organizationId)
  if (self && row.status === "suspended") throw new AppError("membership_suspended")
  if (isUnlimited(row)) await assertNotLastAdmin(tx, tenantId, organizationId, row.id)
  const scope = { tenantIds: [tenantId], organizationId }
  const { invites, api_keys } = await end(tx, "membership_ended", { userIds: [row.id], ...scope })
  await recordEvent(tx, caller, {
    tenantId,
    organizationId,
    action: self ? "member.left" : "member.removed",
    target: { type: "user", id: row.id },
    before: rights(row),
    after: listed({ invites, api_keys }),
  })
  if (!self && row.status !== "invited") {
    const data = { name: row.name, organization: organization?.name ?? organizationId }
    await enqueueMail(tx, { to: row.email, template: "membership_ended", data, tenantId })
  }
  return { invites, api_keys }
}

type Removed = { id: string; role: Role; permissions: string[]; email: string; accepted_at: Date; ended: string }

/**
 * Brings back, within 30 days, a membership that was ended in the actor's organization, and with it the account where that
 * ended in the same moment.
 * @throws AppError not_found (also where the account was closed otherwise: its owner restores it by signing in),
 *   role_above_your_own, permission_not_held
 */
export async function restoreMember(actor: Actor<"users:delete">, userId: string): Promise<User> {
  const { tenantId, organizationId } = actor
  if (!organizationId) throw new AppError("not_found")
  return transaction(async (tx) => {
    if (!(await lockOrganization(tx, tenantId, organizationId))) throw new AppError("not_found")
    const now = await assertStillAuthorized(tx, actor, "users:delete")
    const [row] = await tx.$queryRaw<Removed[]>`
      SELECT user_id AS id, role, permissions, email, accepted_at, deleted_at::text AS ended FROM memberships
      WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId}
        AND deleted_at > ${restorableSince} AND accepted_at IS NOT NULL FOR UPDATE`
    if (!row) throw new AppError("not_found")
    if (outranks(row.role, now.role)) throw new AppError("role_above_your_own")
    checkGrants(now, row.permissions)
    const account = await lockAccount(tx, userId)
    const closed = await closedOtherwise(tx, { tenantId, organizationId }, [row])
    if (closed.size > 0) throw new AppError("not_found")
    if (account.overdue || !account.activatedAt || account.email !== row.email) throw new AppError("not_found")
    // A former holder's: somebody else has activated the account since.
    if (row.accepted_at < account.activatedAt) throw new AppError("not_found")
    await reopen(tx, { tenantId, organizationId }, account)
    await recordEvent(tx, now.caller, {
      tenantId,
      organizationId,
      action: "member.restored",
      target: { type: "user", id: userId },
      after: { role: row.role },
    })
    return showMember({ tenantId, organizationId }, userId, tx)
  })
}

type InOrganization = { tenantId: string; organizationId: string }

async function reopen(tx: Tx, scope: InOrganization, { id: userId, email }: Account): Promise<void> {
  const { tenantId, organizationId } = scope
  invalidate(`user:${userId}`)
  await tx.$executeRaw`
    UPDATE memberships SET deleted_at = NULL, active_since = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId}`
  const key = { userId, tenantId, organizationId }
  await tx.userOrganization.upsert({ where: { userId_tenantId_organizationId: key }, create: key, update: {} })
  await reopenAccount(tx, userId)
  await closeInvitesTo(tx, [scope], { id: userId, email })
}

/**
 * Checks that the actor may send a member a link for a new password.
 * @returns the member's address
 * @throws AppError not_found, role_above_your_own
 */
export async function addressForReset(client: Tx, actor: Actor<"users:write">, userId: string): Promise<string> {
  const [user] = await checkRank(client, actor, await within(client, actor, userId))
  if (!user) throw new AppError("not_found")
  return user.email
}

/**
 * Ends a member's API sessions that are in the actor's reach.
 * @throws AppError not_found, role_above_your_own
 */
export async function endMemberSessions(actor: Actor<"users:write">, userId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockScope(tx, actor)
    const now = await assertStillAuthorized(tx, actor, "users:write")
    await checkRank(tx, now, await within(tx, now, userId))
    const ended = await endSessionsOfIn(tx, userId, now, "ended_by_admin")
    await recordEvent(tx, now.caller, {
      tenantId: actor.tenantId,
      organizationId: actor.organizationId,
      action: "member.sessions_ended",
      target: { type: "user", id: userId },
      after: { ended },
    })
  })
}
