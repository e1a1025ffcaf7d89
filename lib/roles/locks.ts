import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { outranks, type Role } from "../core/identity/permissions"
import { lockTenant } from "../tenants/locks"

/**
 * Locks the roles of a tenant: they change one at a time, and API keys are neither created nor rotated meanwhile. With a
 * role, also the organizations where someone has it, in the order in which acts on several lock them: what changes a
 * member of these waits.
 * @throws AppError permission_required where the actor's reach is not the whole tenant
 */
export async function lockRoles(tx: Tx, actor: Actor<"roles:write">, key?: string): Promise<Actor<"roles:write">> {
  const { tenantId } = actor
  if (actor.organizationId !== null)
    throw new AppError("permission_required", { reason: "missing", required: "tenant_admin" })
  await lockTenant(tx, tenantId)
  if (key)
    await tx.$queryRaw`
      SELECT id FROM organizations WHERE organizations.tenant_id = ${tenantId} AND id IN (
        SELECT organization_id FROM memberships m WHERE m.tenant_id = ${tenantId} AND m.role = ${key}
        UNION SELECT organization_id FROM invites i WHERE i.tenant_id = ${tenantId} AND i.role = ${key} AND i.status = 'pending')
      ORDER BY id FOR UPDATE`
  return assertStillAuthorized(tx, actor, "roles:write")
}

/**
 * Refuses what would let someone raise their own access: a role above their rank, or one that they have, also through
 * their own API key.
 * @throws AppError role_above_your_own, own_rights
 */
export async function assertMayEdit(tx: Tx, current: Actor<"roles:write">, key: string, rank: Role): Promise<void> {
  if (outranks(rank, current.role_rank)) throw new AppError("role_above_your_own")
  const { caller, tenantId } = current
  const userId = caller.kind === "user" ? caller.userId : caller.creatorId
  const held = await tx.membership.count({ where: { tenantId, userId, role: key, deletedAt: null } })
  if (held > 0 || current.role === key) throw new AppError("own_rights")
}
