import type { z } from "zod"
import { stopKeysBy } from "../api-keys/maker"
import { recordEvent } from "../audit-events/record"
import { type Tx, transaction } from "../db"
import { AppError } from "../errors"
import { invalidate } from "../invalidation"
import { type Actor, provenAgain } from "../session"
import { getTenant } from "./manage"
import type { Tenant } from "./schema"

/** Locks a tenant's row, so that the rule about its last admin holds under two requests at once. */
export async function lockTenant(tx: Tx, tenantId: string): Promise<void> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`SELECT id FROM tenants WHERE id = ${tenantId} AND status <> 'deleted' FOR UPDATE`
  if (rows.length === 0) throw new AppError("not_found")
}

/** How many of a tenant's admins are verified and not closed. */
export async function countAdmins(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.tenantAdmin.findMany({ where: { tenantId }, select: { userId: true } })
  const ids = rows.map((row) => row.userId)
  const able = await tx.user.findMany({
    where: { id: { in: ids }, emailVerifiedAt: { not: null }, deletedAt: null },
    select: { id: true },
  })
  return able.map((user) => user.id)
}

async function keepATenantAdmin(tx: Tx, tenantId: string, leaving: string): Promise<void> {
  const able = await countAdmins(tx, tenantId)
  if (able.includes(leaving) && able.length === 1) throw new AppError("last_admin")
}

/**
 * Names an admin of the tenant: somebody who is an active member of one of its organizations.
 * @throws AppError not_found
 */
export async function nameTenantAdmin(actor: Actor<"tenant_admin">, userId: string): Promise<z.input<typeof Tenant>> {
  const { tenantId } = actor
  await transaction(async (tx) => {
    await lockTenant(tx, tenantId)
    await provenAgain(tx, actor, "tenant_admin")
    const member = await tx.membership.findFirst({ where: { tenantId, userId, status: "active", deletedAt: null } })
    if (!member) throw new AppError("not_found")
    const key = { tenantId, userId }
    const old = await tx.tenantAdmin.findUnique({ where: { tenantId_userId: key } })
    if (old) return
    await tx.tenantAdmin.create({ data: key })
    invalidate(`user:${userId}`)
    await recordEvent(tx, actor.caller, {
      tenantId,
      action: "tenant_admin.named",
      target: { type: "user", id: userId },
    })
  })
  return getTenant(tenantId)
}

/**
 * Takes the rank of tenant admin from somebody, or from oneself. Their memberships stay.
 * @throws AppError not_found, last_admin
 */
export async function removeTenantAdmin(actor: Actor<"tenant_admin">, userId: string): Promise<void> {
  const { tenantId } = actor
  await transaction(async (tx) => {
    await lockTenant(tx, tenantId)
    await provenAgain(tx, actor, "tenant_admin")
    await keepATenantAdmin(tx, tenantId, userId)
    const { count } = await tx.tenantAdmin.deleteMany({ where: { tenantId, userId } })
    if (count === 0) throw new AppError("not_found")
    invalidate(`user:${userId}`)
    const api_keys = await stopKeysBy(tx, tenantId, null, userId)
    await recordEvent(tx, actor.caller, {
      tenantId,
      action: "tenant_admin.removed",
      target: { type: "user", id: userId },
      after: { api_keys },
    })
  })
}

/** Somebody who closes their account leaves the tenants they administer. @throws AppError last_admin */
export async function resignFromTenants(tx: Tx, userId: string): Promise<void> {
  invalidate(`user:${userId}`)
  const rows = await tx.tenantAdmin.findMany({
    where: { userId },
    select: { tenantId: true },
    orderBy: { tenantId: "asc" },
  })
  for (const { tenantId } of rows) {
    const open = await tx.$queryRaw<
      unknown[]
    >`SELECT id FROM tenants WHERE id = ${tenantId} AND status <> 'deleted' FOR UPDATE`
    if (open.length > 0) await keepATenantAdmin(tx, tenantId, userId)
    await tx.tenantAdmin.deleteMany({ where: { tenantId, userId } })
    await stopKeysBy(tx, tenantId, null, userId)
  }
}
