import { reopenAccount } from "../accounts/ends"
import { type Account, lockAccount } from "../accounts/store"
import { recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { restorableSince } from "../core/db/retention"
import { presentTimestamp, transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { readTerms } from "../core/identity/role-terms"
import { closeInvitesTo } from "../invites/ends"
import { lockOrganization } from "../organizations/store"
import type { User } from "../users/schema"
import { assertMayGrant, assignableRole } from "./assign"
import { closedOtherwise } from "./removed"
import { showMember } from "./service"

type Removed = {
  id: string
  role: string
  permissions: string[]
  email: string
  accepted_at: Date
  ended: string
}

/**
 * Restores, within 30 days, a membership that was ended in the actor's organization, and the account if it was closed
 * with it.
 * @throws AppError not_found (also if the account was closed independently: its owner restores it by signing in),
 * role_above_your_own, permission_not_held
 */
export async function restoreMember(actor: Actor<"users:delete">, userId: string): Promise<User> {
  const { tenantId, organizationId } = actor
  if (!organizationId) throw new AppError("not_found")
  return transaction(async (tx) => {
    if (!(await lockOrganization(tx, tenantId, organizationId))) throw new AppError("not_found")
    const current = await assertStillAuthorized(tx, actor, "users:delete")
    const [row] = await tx.$queryRaw<Removed[]>`
      SELECT user_id AS id, role, permissions, email, accepted_at, deleted_at::text AS ended
      FROM memberships
      WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId}
        AND deleted_at > ${restorableSince} AND accepted_at IS NOT NULL FOR UPDATE`
    if (!row) throw new AppError("not_found")
    assignableRole(current, (await readTerms(tx, tenantId, [row.role], "share")).get(row.role))
    assertMayGrant(current, row.permissions)
    const account = await lockAccount(tx, userId)
    const closed = await closedOtherwise(tx, { tenantId, organizationId }, [row])
    if (closed.size > 0) throw new AppError("not_found")
    if (account.overdue || !account.activatedAt || account.email !== row.email) throw new AppError("not_found")
    // The former holder's: another person has activated the account since.
    if (row.accepted_at < account.activatedAt) throw new AppError("not_found")
    await reopen(tx, { tenantId, organizationId }, account)
    await recordEvent(tx, current.caller, {
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

async function reopen(tx: Tx, scope: InOrganization, { id: userId, email, verifiedAt }: Account): Promise<void> {
  const { tenantId, organizationId } = scope
  invalidate(`user:${userId}`)
  noteChange({ ...scope, userId })
  const now = await presentTimestamp(tx)
  await tx.$executeRaw`
    UPDATE memberships SET deleted_at = NULL, active_since = ${now}, updated_at = now(), version = version + 1
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId}`
  const key = { userId, tenantId, organizationId }
  await tx.userOrganization.upsert({ where: { userId_tenantId_organizationId: key }, create: key, update: {} })
  await reopenAccount(tx, userId)
  await closeInvitesTo(tx, [scope], { id: userId, email, verified: verifiedAt !== null })
}
