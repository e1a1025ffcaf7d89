import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import type { Scope } from "./ends"

/**
 * Moves offers to an address, made by organizations that added it as a user, to a new account of that address when a
 * person changes theirs.
 * @param placeholder creates that account, if there is something to move
 */
export async function leaveOffersBehind(
  tx: Tx,
  userId: string,
  email: string,
  placeholder: () => Promise<string>,
): Promise<void> {
  const tenants = await tenantsOffering(tx, email)
  if (tenants.length === 0) return
  const where = { tenantId: { in: tenants }, userId, email, status: "invited", deletedAt: null }
  const offers = await tx.membership.findMany({ where, select: { tenantId: true, organizationId: true } })
  if (offers.length === 0) return
  const to = await placeholder()
  // Deletes ended memberships of that account, which would conflict.
  await tx.membership.deleteMany({
    where: {
      tenantId: { in: tenants },
      organizationId: { in: offers.map((row) => row.organizationId) },
      userId: to,
      deletedAt: { not: null },
    },
  })
  await tx.membership.updateMany({ where, data: { userId: to } })
  noteChange(...offers.flatMap((scope) => [userId, to].map((id) => ({ ...scope, userId: id }))))
}

/** Moves the offers to an account without an owner to `userId`; where they are already a member, the offer ends. */
export async function moveOffers(tx: Tx, from: { id: string; email: string }, userId: string): Promise<void> {
  const tenants = await tenantsOffering(tx, from.email)
  if (tenants.length === 0) return
  const moved = await tx.$queryRaw<Scope[]>`
    UPDATE memberships m SET user_id = ${userId}, updated_at = now(), version = m.version + 1
    WHERE m.tenant_id = ANY(${tenants}::text[]) AND m.user_id = ${from.id} AND m.status = 'invited' AND m.deleted_at IS NULL
      AND NOT EXISTS (
        SELECT FROM memberships o
        WHERE o.tenant_id = m.tenant_id AND o.organization_id = m.organization_id AND o.user_id = ${userId})
    RETURNING m.tenant_id AS "tenantId", m.organization_id AS "organizationId"`
  const ended = await tx.$queryRaw<Scope[]>`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ANY(${tenants}::text[]) AND user_id = ${from.id} AND status = 'invited' AND deleted_at IS NULL
    RETURNING tenant_id AS "tenantId", organization_id AS "organizationId"`
  noteChange(...moved.map((scope) => ({ ...scope, userId })))
  noteChange(...[...moved, ...ended].map((scope) => ({ ...scope, userId: from.id })))
}

async function tenantsOffering(tx: Tx, email: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT t.id FROM tenants t JOIN invites i ON i.tenant_id = t.id
    WHERE i.email = ${email} AND i.status = 'pending'`
  return rows.map((row) => row.id)
}
