import { recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { Prisma } from "../core/db/client"
import { byCreation, listPage, type Page } from "../core/db/paginate"
import { restorableSince } from "../core/db/retention"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { end } from "../endings/end"
import type { Happening } from "../endings/table"
import type { Organization } from "./schema"
import { lockScope } from "./store"

/** An organization as its tenant's admins see it, deleted ones included until they are purged. */
export type TenantOrganization = Pick<Organization, "id" | "name" | "sign_up"> & {
  status: Organization["status"] | "deleted"
  created_at: Date
  deleted_at: Date | null
  /** Memberships that have not ended, counted to at most 1,001. */
  members: number
}

/** The organizations of a tenant, in the order they were made. */
export async function listTenantOrganizations(
  { tenantId }: Actor<"tenant_admin">,
  query: { cursor?: string | undefined; limit: number },
): Promise<Page<TenantOrganization>> {
  return listPage<TenantOrganization>({
    select: Prisma.sql`id, name, sign_up, status, created_at, deleted_at, (
      SELECT count(*)::int FROM (
        SELECT FROM memberships m
        WHERE m.tenant_id = ${tenantId} AND m.organization_id = organizations.id AND m.deleted_at IS NULL LIMIT 1001
      ) counted) AS members`,
    table: "organizations",
    within: [Prisma.sql`tenant_id = ${tenantId}`],
    ...byCreation,
    descending: false,
    page: query,
  })
}

/** Shuts an organization until it is resumed: its people, keys and invites are refused, and nothing is lost. @throws AppError not_found */
export function suspendOrganization(actor: Actor<"tenant_admin">, id: string): Promise<void> {
  return move(actor, id, {
    action: "organization.suspended",
    from: "active",
    to: "suspended",
    ending: "organization_suspended",
  })
}

/** Opens a suspended organization again. @throws AppError not_found */
export function resumeOrganization(actor: Actor<"tenant_admin">, id: string): Promise<void> {
  return move(actor, id, {
    action: "organization.resumed",
    from: "suspended",
    to: "active",
    ending: "organization_restored",
  })
}

/** Brings back, within 30 days, a deleted organization with its memberships; its invites stay revoked. @throws AppError not_found */
export function restoreOrganization(actor: Actor<"tenant_admin">, id: string): Promise<void> {
  return move(actor, id, {
    action: "organization.restored",
    from: "deleted",
    to: "active",
    ending: "organization_restored",
  })
}

type Move = { action: string; from: TenantOrganization["status"]; to: Organization["status"]; ending: Happening }

async function move(actor: Actor<"tenant_admin">, id: string, { action, from, to, ending }: Move): Promise<void> {
  const { tenantId, caller } = actor
  await transaction(async (tx) => {
    await lockScope(tx, { tenantId, organizationId: null })
    await tx.$queryRaw`SELECT id FROM organizations WHERE tenant_id = ${tenantId} AND id = ${id} FOR UPDATE`
    await assertStillAuthorized(tx, { ...actor, organizationId: null }, "tenant_admin")
    invalidate(`organization:${id}`)
    const changed = await tx.$executeRaw`
      UPDATE organizations SET status = ${to}, deleted_at = NULL, updated_at = now(), version = version + 1
      WHERE tenant_id = ${tenantId} AND id = ${id} AND status = ${from}
        AND (deleted_at IS NULL OR deleted_at > ${restorableSince})`
    if (changed === 0) throw new AppError("not_found")
    if (to === "active")
      await tx.$executeRaw`UPDATE organizations SET active_since = now() WHERE tenant_id = ${tenantId} AND id = ${id}`
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
