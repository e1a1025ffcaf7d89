import type { z } from "zod"
import { assertOpen } from "../accounts/store"
import { listed, recordEvent } from "../audit-events/record"
import { Prisma, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { end } from "../endings/end"
import { lockTenant, lockWholeTenant } from "./locks"
import { getTenant } from "./read"
import type { Tenant } from "./schema"
import { ableTenantAdmins, activeIn, nameAdmin } from "./store"

async function assertNotLastTenantAdmin(tx: Tx, tenantId: string, leaving: string): Promise<void> {
  const able = await ableTenantAdmins(tx, tenantId)
  if (able.includes(leaving) && able.length === 1) throw new AppError("last_admin")
}

/** Whether a person is an active member of one of the tenant's organizations. Lock organizations first. */
async function getsIn(tx: Tx, tenantId: string, userId: string): Promise<boolean> {
  const known = await activeIn(tx, [tenantId], userId)
  const open = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM organizations
    WHERE tenant_id = ${tenantId} AND id = ANY(${known}::text[]) AND status = 'active'
    ORDER BY id FOR SHARE`
  const still = await activeIn(tx, [tenantId], userId, Prisma.sql`ORDER BY organization_id FOR SHARE`)
  return still.some((id) => open.some((organization) => organization.id === id))
}

/**
 * Adds a tenant admin: an active member of one of the tenant's organizations.
 * @throws AppError not_found
 */
export async function nameTenantAdmin(actor: Actor<"tenant_admin">, userId: string): Promise<z.input<typeof Tenant>> {
  const { tenantId } = actor
  await transaction(async (tx) => {
    await lockTenant(tx, tenantId)
    await assertStillAuthorized(tx, actor, "tenant_admin")
    if (!(await getsIn(tx, tenantId, userId))) throw new AppError("not_found")
    await assertOpen(tx, userId)
    if (await tx.tenantAdmin.findUnique({ where: { tenantId_userId: { tenantId, userId }, deletedAt: null } })) return
    await nameAdmin(tx, tenantId, userId)
    await recordEvent(tx, actor.caller, {
      tenantId,
      action: "tenant_admin.named",
      target: { type: "user", id: userId },
    })
  })
  return getTenant(tenantId)
}

/**
 * Removes the role of tenant admin from another person or oneself. Their memberships stay. Also for a closed account,
 * which does not get it back when reopened.
 * @throws AppError not_found, last_admin
 */
export async function removeTenantAdmin(actor: Actor<"tenant_admin">, userId: string): Promise<void> {
  const { tenantId } = actor
  await transaction(async (tx) => {
    await lockTenant(tx, tenantId)
    await lockWholeTenant(tx, tenantId)
    await assertStillAuthorized(tx, actor, "tenant_admin")
    if (!(await tx.tenantAdmin.findUnique({ where: { tenantId_userId: { tenantId, userId } } })))
      throw new AppError("not_found")
    await assertNotLastTenantAdmin(tx, tenantId, userId)
    const { sessions: _, ...ended } = await end(tx, "tenant_admin_removed", {
      userIds: [userId],
      tenantIds: [tenantId],
      spared: await activeIn(tx, [tenantId], userId),
    })
    await recordEvent(tx, actor.caller, {
      tenantId,
      action: "tenant_admin.removed",
      target: { type: "user", id: userId },
      after: listed(ended),
    })
  })
}
