import { recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { noteChange } from "../core/db/outbox"
import { restorableSince } from "../core/db/retention"
import { presentTimestamp, transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { assertVersion, type SeenVersion } from "../core/version"
import { end } from "../endings/end"
import type { Happening } from "../endings/table"
import type { Organization } from "./schema"
import { lockScope } from "./store"
import type { TenantOrganization } from "./tenant-organizations"

/**
 * Suspends an organization until it is resumed: its members, keys and invites are rejected, and no data is lost.
 * @throws AppError not_found, version_conflict
 */
export function suspendOrganization(
  actor: Actor<"tenant_admin">,
  id: string,
  ifMatch: SeenVersion = null,
): Promise<void> {
  return move(actor, id, ifMatch, {
    action: "organization.suspended",
    from: "active",
    to: "suspended",
    ending: "organization_suspended",
  })
}

/** Resumes a suspended organization. @throws AppError not_found, version_conflict */
export function resumeOrganization(
  actor: Actor<"tenant_admin">,
  id: string,
  ifMatch: SeenVersion = null,
): Promise<void> {
  return move(actor, id, ifMatch, {
    action: "organization.resumed",
    from: "suspended",
    to: "active",
    ending: "organization_restored",
  })
}

/**
 * Restores, within 30 days, a deleted organization with its memberships; its invites stay revoked.
 * @throws AppError not_found, version_conflict
 */
export function restoreOrganization(
  actor: Actor<"tenant_admin">,
  id: string,
  ifMatch: SeenVersion = null,
): Promise<void> {
  return move(actor, id, ifMatch, {
    action: "organization.restored",
    from: "deleted",
    to: "active",
    ending: "organization_restored",
  })
}

type Move = { action: string; from: TenantOrganization["status"]; to: Organization["status"]; ending: Happening }

async function move(actor: Actor<"tenant_admin">, id: string, ifMatch: SeenVersion, how: Move): Promise<void> {
  const { action, from, to, ending } = how
  const { tenantId, caller } = actor
  await transaction(async (tx) => {
    await lockScope(tx, { tenantId, organizationId: null })
    const [row] = await tx.$queryRaw<{ version: number; status: string }[]>`
      SELECT version, status FROM organizations
      WHERE tenant_id = ${tenantId} AND id = ${id} AND (deleted_at IS NULL OR deleted_at > ${restorableSince}) FOR UPDATE`
    await assertStillAuthorized(tx, { ...actor, organizationId: null }, "tenant_admin")
    if (!row) throw new AppError("not_found")
    assertVersion(ifMatch, row.version)
    if (row.status !== from) throw new AppError("not_found")
    invalidate(`organization:${id}`)
    noteChange({ tenantId, organizationId: id, everyone: from === "deleted" })
    await tx.$executeRaw`
      UPDATE organizations SET status = ${to}, deleted_at = NULL, updated_at = now(), version = version + 1
      WHERE tenant_id = ${tenantId} AND id = ${id}`
    if (to === "active")
      await tx.$executeRaw`
        UPDATE organizations SET active_since = ${await presentTimestamp(tx)} WHERE tenant_id = ${tenantId} AND id = ${id}`
    await end(tx, ending, { tenantIds: [tenantId], organizationId: id })
    await recordEvent(tx, caller, {
      tenantId,
      organizationId: id,
      action,
      target: { type: "organization", id },
      before: { status: from },
      after: { status: to },
    })
  })
}
