import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"

/** Locks a tenant and all of its organizations: concurrent operations in them finish before, or are rejected after. */
export async function lockWholeTenant(tx: Tx, tenantId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM tenants WHERE id = ${tenantId} FOR UPDATE`
  await tx.$queryRaw`SELECT id FROM organizations WHERE tenant_id = ${tenantId} ORDER BY id FOR UPDATE`
}

/** As `lockWholeTenant`, for several. */
export async function lockWholeTenants(tx: Tx, tenantIds: readonly string[]): Promise<void> {
  const ids = [...tenantIds]
  await tx.$queryRaw`SELECT id FROM tenants WHERE id = ANY(${ids}::text[]) ORDER BY id FOR UPDATE`
  await tx.$queryRaw`
    SELECT id FROM organizations WHERE tenant_id = ANY(${ids}::text[]) ORDER BY tenant_id, id FOR UPDATE`
}

/** Locks a tenant's row, so that the rule about its last admin holds under concurrent requests. */
export async function lockTenant(tx: Tx, tenantId: string): Promise<void> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`SELECT id FROM tenants WHERE id = ${tenantId} AND status <> 'deleted' FOR UPDATE`
  if (rows.length === 0) throw new AppError("not_found")
}
