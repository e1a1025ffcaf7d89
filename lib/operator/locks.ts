import { lockAccount } from "../accounts/store"
import type { Tx } from "../core/db/client"
import { lockWholeTenants } from "../tenants/locks"
import { lockOrganizationsOf } from "../users/take-over"
import type { Target } from "./target"

/** Locks a person's organizations and tenants, then the account. */
export async function lockPerson(tx: Tx, userId: string): Promise<void> {
  await lockOrganizationsOf(tx, userId)
  await lockAccount(tx, userId)
}

/** Locks an organization, or tenants with all of their organizations. */
export async function lockScope(tx: Tx, target: Target, tenantIds: readonly string[]): Promise<void> {
  if (target.kind !== "organization") return lockWholeTenants(tx, tenantIds)
  const { tenantId, organizationId } = target
  await tx.$queryRaw`SELECT id FROM tenants WHERE id = ${tenantId} FOR SHARE`
  await tx.$queryRaw`SELECT id FROM organizations WHERE tenant_id = ${tenantId} AND id = ${organizationId} FOR UPDATE`
}
