import type { Account } from "../accounts/store"
import { recordInTenants, systemTenant } from "../audit-events/record"
import { Prisma, type Tx } from "../core/db/client"
import type { Role } from "../core/identity/permissions"
import { rankColumn } from "../core/identity/role-terms"
import { end } from "../endings/end"
import { copyAccountName } from "../memberships/account-copies"
import { addMembership } from "../memberships/add"
import { tenantsOf } from "../memberships/tenants-of"
import { markTenantDeleted, tenantIsLeft } from "../tenants/store"

type Scope = { tenantId: string; organizationId: string; rank: Role; expiresAt: Date | null }

/**
 * Revokes everything that the former holder of an unverified account had and did, because another person has proved the
 * address. What others gave stays: offered memberships, invites to the address, a suspension. A tenant without other
 * members is deleted; a super admin can restore it for 30 days. The account and its organizations are locked.
 * @returns the organizations with open sign-up that the holder was in, for `rejoin`
 */
export async function takeOver(tx: Tx, account: Account): Promise<Scope[]> {
  const { id, closedAt } = account
  const tenantIds = await tenantsOf(tx, id)
  const administered = await tx.tenantAdmin.findMany({ where: { userId: id }, select: { tenantId: true } })
  const open = closedAt ? [] : await openMemberships(tx, tenantIds, account)
  await end(tx, "taken_over", { userIds: [id], tenantIds, closedAt })
  const deleted = new Set<string>()
  for (const { tenantId } of administered)
    if (await tenantIsLeft(tx, tenantId, id)) {
      await markTenantDeleted(tx, { userId: id }, tenantId, true)
      deleted.add(tenantId)
    }
  await recordInTenants(tx, { userId: id }, [systemTenant, ...tenantIds], {
    action: "user.taken_over",
    target: { type: "user", id },
  })
  return open.filter((scope) => !deleted.has(scope.tenantId))
}

/** Not where an invite to the address is pending: whether to join there is up to its owner. */
function openMemberships(tx: Tx, tenantIds: string[], { id, email }: Account): Promise<Scope[]> {
  return tx.$queryRaw<Scope[]>`
    SELECT m.tenant_id AS "tenantId", m.organization_id AS "organizationId", ${rankColumn("m.")} AS rank, m.expires_at AS "expiresAt"
    FROM memberships m JOIN organizations o ON o.tenant_id = m.tenant_id AND o.id = m.organization_id
    WHERE m.tenant_id = ANY(${tenantIds}::text[]) AND m.user_id = ${id} AND m.status = 'active' AND m.deleted_at IS NULL
      AND (m.expires_at IS NULL OR m.expires_at > now()) AND o.sign_up = 'open' AND o.status = 'active'
      AND NOT EXISTS (
        SELECT FROM invites i WHERE i.tenant_id = m.tenant_id AND i.organization_id = m.organization_id
          AND i.email = ${email} AND i.status = 'pending' AND i.expires_at > now())`
}

/**
 * Makes the new owner a member where sign-up is open and the former holder was one, with the same expiry, and as a
 * guest where the holder was one.
 */
export async function rejoin(tx: Tx, scopes: readonly Scope[], former: Account, name: string): Promise<void> {
  const { id: userId, email } = former
  for (const { tenantId, organizationId, rank, expiresAt } of scopes) {
    const terms = { role: rank === "guest" ? "guest" : "member", expiresAt, status: "active" } as const
    await addMembership(tx, { tenantId, organizationId, userId, email, name, ...terms })
  }
  await copyAccountName(tx, userId, former.name, name)
}

/** Locks a person's organizations; comes before the lock of the account. */
export async function lockOrganizationsOf(tx: Tx, userId: string): Promise<void> {
  const rows = await tx.userOrganization.findMany({ where: { userId } })
  const [tenantIds, ids] = [rows.map((row) => row.tenantId), rows.map((row) => row.organizationId)]
  if (ids.length === 0) return
  await tx.$queryRaw(Prisma.sql`
    SELECT id FROM organizations WHERE tenant_id = ANY(${tenantIds}::text[]) AND id = ANY(${ids}::text[])
    ORDER BY tenant_id, id FOR UPDATE`)
}
