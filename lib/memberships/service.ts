import { db, Prisma, type Tx } from "../core/db/client"
import { AppError, fieldError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { type Actor, assertStillAuthorized, assertStillSelf } from "../core/identity/authorize"
import { outranks } from "../core/identity/permissions"
import { assertVersion, type SeenVersion } from "../core/version"
import { lockOrganization } from "../organizations/store"
import { presentColumns } from "./list"
import { type MembershipRow, type ShownMember, showPeople } from "./people"
import { visibleTo } from "./visibility"

/**
 * Returns one member of the actor's organization; a card for actors without `users:write`, except for themselves.
 * @throws AppError not_found
 */
export async function getMember(actor: Actor<"users:read">, userId: string) {
  return visibleTo(actor, await showMember(actor, userId))
}

/** One membership in full. @throws AppError not_found */
export async function showMember(scope: Scope, userId: string, client: Tx = db()): Promise<ShownMember> {
  const [row] = await readMembership(client, scope, userId, Prisma.empty)
  const [user] = row ? await showPeople(scope.tenantId, [row], client) : []
  if (!user) throw new AppError("not_found")
  return user
}

/** @param closed includes one that would be restored with a closed account */
async function readMembership(client: Tx, scope: Scope, userId: string, lock: Prisma.Sql, closed = false) {
  const key = { userId, tenantId: scope.tenantId, organizationId: String(scope.organizationId) }
  const remembered = closed && (await client.userOrganization.count({ where: key })) > 0
  return client.$queryRaw<MembershipRow[]>`
    SELECT ${presentColumns} FROM memberships
    WHERE tenant_id = ${scope.tenantId} AND organization_id = ${scope.organizationId} AND user_id = ${userId}
      AND (deleted_at IS NULL OR ${remembered}) ${lock}`
}

/**
 * Locks the organization, checks the actor's permission again behind the lock, and returns the current target. Leaving,
 * which is removing oneself, requires no permission.
 * @throws AppError not_found, permission_required, version_conflict, role_above_your_own
 */
export async function target<P extends "users:write" | "users:delete">(
  tx: Tx,
  actor: Actor<P>,
  right: P,
  userId: string,
  ifMatch: SeenVersion = null,
) {
  const { tenantId, organizationId } = actor
  if (!organizationId) throw fieldError("organization_id", "required", { reason: "organization" })
  const organization = await lockOrganization(tx, tenantId, organizationId)
  if (!organization) throw new AppError("not_found")
  const self = actor.caller.kind === "user" && actor.caller.userId === userId
  const leaves = self && right === "users:delete"
  const current = leaves ? await assertStillSelf(tx, actor) : await assertStillAuthorized(tx, actor, right)
  const [row] = await readMembership(tx, actor, userId, Prisma.sql`FOR UPDATE`, right === "users:delete")
  const [user] = row ? await showPeople(tenantId, [row], tx) : []
  if (!row || !user) throw new AppError("not_found")
  assertVersion(ifMatch, row.version)
  if (outranks(user.role_rank, current.role_rank)) throw new AppError("role_above_your_own")
  return { current, row, user, self, organization, organizationId }
}
