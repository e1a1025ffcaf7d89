import type { z } from "zod"
import { withPassword } from "../accounts/password-proof"
import { recordEvent, systemTenant } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { foldedName } from "../core/db/folded-names"
import { presentTimestamp, transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { assertVersion, type SeenVersion } from "../core/version"
import { end } from "../endings/end"
import { lockTenant, lockWholeTenant } from "./locks"
import { getTenant } from "./read"
import type { Tenant, TenantPatch } from "./schema"
import { ableTenantAdmins, markTenantDeleted } from "./store"

/** Whether a person with a verified address can create a tenant: `SIGN_UP` is open, or they are a super admin. */
export const mayCreateTenants = (me: UserCaller): boolean => env().SIGN_UP === "open" || me.superAdmin

/** @throws AppError not_found, version_conflict */
export async function updateTenant(
  actor: Actor<"super_admin">,
  patch: z.output<typeof TenantPatch>,
  ifMatch: number | null = null,
): Promise<z.input<typeof Tenant>> {
  const { tenantId, caller } = actor
  await transaction(async (tx) => {
    await lockTenant(tx, tenantId)
    if (patch.status) await lockWholeTenant(tx, tenantId)
    await assertStillAuthorized(tx, actor, "super_admin")
    const before = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } })
    assertVersion(ifMatch, before.version)
    const { name, status } = { ...before, ...patch }
    if (status !== before.status) invalidate(`tenant:${tenantId}`)
    const now = await presentTimestamp(tx)
    if (status !== before.status && status === "active")
      await tx.$executeRaw`UPDATE tenants SET active_since = ${now} WHERE id = ${tenantId}`
    const suspendedAt = status === "suspended" ? (before.suspendedAt ?? now) : null
    if (status !== before.status && status === "suspended") await end(tx, "tenant_suspended", { tenantIds: [tenantId] })
    await tx.tenant.update({
      where: { id: tenantId },
      data: { name, search: foldedName(name), status, suspendedAt, version: { increment: 1 }, updatedAt: new Date() },
    })
    for (const log of [tenantId, systemTenant])
      await recordEvent(tx, caller, {
        tenantId: log,
        action: "tenant.updated",
        target: { type: "tenant", id: tenantId },
        before: { status: before.status },
        after: { status, changed: Object.keys(patch) },
      })
  })
  return getTenant(tenantId)
}

/**
 * Deletes a whole tenant: by a super admin, or its last admin, with their password. It is purged after 30 days.
 * @throws AppError version_conflict, validation_failed (password), last_admin where there are other admins
 */
export async function deleteTenant(
  actor: Actor<"tenant_admin">,
  password: string,
  ifMatch: SeenVersion = null,
): Promise<void> {
  const { tenantId, caller } = actor
  if (caller.kind !== "user") throw new AppError("not_a_user")
  const assertSeen = async (client?: Tx) => {
    if (ifMatch !== null) assertVersion(ifMatch, (await getTenant(tenantId, client)).version)
  }
  await assertSeen()
  await withPassword(caller, password, { locks: (tx) => lockTenant(tx, tenantId) }, async (tx) => {
    await assertStillAuthorized(tx, actor, "tenant_admin")
    await assertSeen(tx)
    const admins = await ableTenantAdmins(tx, tenantId)
    if (!caller.superAdmin && admins.length > 1) throw new AppError("last_admin", { reason: "delete_tenant" })
    await markTenantDeleted(tx, caller, tenantId, true)
  })
}
