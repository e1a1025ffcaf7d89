import type { z } from "zod"
import { withPassword } from "../accounts/password-proof"
import { recordEvent, systemTenant } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { db, Prisma, type Tx } from "../core/db/client"
import { listPage, type Page } from "../core/db/paginate"
import { likeEscape } from "../core/db/search-text"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { end } from "../endings/end"
import type { Tenant, TenantPatch, TenantQuery } from "./schema"
import { countAdmins, lockTenant, lockWholeTenant, markTenantDeleted, tenantsAdministeredBy } from "./store"

type Row = Omit<z.input<typeof Tenant>, "admins">

/** Every tenant for a super admin; for others those they administer, with an access token only its own. */
export async function listTenants(
  me: UserCaller,
  query: z.output<typeof TenantQuery>,
): Promise<Page<z.input<typeof Tenant>>> {
  const where = [Prisma.sql`status <> 'deleted'`]
  if (!me.superAdmin) {
    const ids = (await tenantsAdministeredBy(me.userId)).filter(
      (id) => me.sessionKind === "browser" || id === me.tenantId,
    )
    where.push(Prisma.sql`id = ANY(${ids}::text[])`)
  }
  if (query.q) where.push(Prisma.sql`lower(name) LIKE ${`%${likeEscape(query.q.toLowerCase())}%`}`)
  const page = await listPage<Row>({
    select: Prisma.sql`id, name, status, version, created_at, updated_at`,
    table: "tenants",
    within: where,
    sort: { column: "created_at", cast: "timestamptz" },
    descending: false,
    ties: ["id"],
    limit: query.limit,
    cursor: query.cursor,
    total: query.total,
  })
  return { ...page, rows: await withAdmins(page.rows) }
}

/** Adds the admins to tenants, of each the first hundred: two statements, whatever their number. */
async function withAdmins(tenants: Row[], client: Tx = db()): Promise<z.input<typeof Tenant>[]> {
  const ids = tenants.map((tenant) => tenant.id)
  const roles = await client.$queryRaw<{ tenant_id: string; user_id: string }[]>`
    SELECT tenant_id, user_id FROM (
      SELECT a.tenant_id, a.user_id, row_number() OVER (PARTITION BY a.tenant_id ORDER BY a.user_id) AS nth
      FROM tenant_admins a WHERE a.tenant_id = ANY(${ids}::text[]) AND a.deleted_at IS NULL) AS numbered
    WHERE nth <= 100 ORDER BY user_id`
  const people = await client.user.findMany({
    where: { id: { in: [...new Set(roles.map((role) => role.user_id))] } },
    select: { id: true, name: true, email: true },
  })
  const known = new Map(people.map((person) => [person.id, person]))
  return tenants.map((tenant) => ({
    ...tenant,
    admins: roles.flatMap(({ tenant_id, user_id }) => (tenant_id === tenant.id && known.get(user_id)) || []),
  }))
}

/** @throws AppError not_found */
export async function getTenant(tenantId: string, client: Tx = db()): Promise<z.input<typeof Tenant>> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT id, name, status, version, created_at, updated_at FROM tenants WHERE id = ${tenantId} AND status <> 'deleted'`
  const [tenant] = row ? await withAdmins([row], client) : []
  if (!tenant) throw new AppError("not_found")
  return tenant
}

/** Whether somebody's verified address is enough to create a tenant: `SIGN_UP` is open, or they are a super admin. */
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
    if (ifMatch !== null && ifMatch !== before.version) throw new AppError("version_conflict")
    const { name, status } = { ...before, ...patch }
    if (status !== before.status) invalidate(`tenant:${tenantId}`)
    if (status !== before.status && status === "active")
      await tx.$executeRaw`UPDATE tenants SET active_since = now() WHERE id = ${tenantId}`
    if (status !== before.status && status === "suspended") await end(tx, "tenant_suspended", { tenantIds: [tenantId] })
    await tx.tenant.update({
      where: { id: tenantId },
      data: { name, status, version: { increment: 1 }, updatedAt: new Date() },
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
 * Deletes a whole tenant: a super admin, or its last admin, with their password. It is purged after 30 days.
 * @throws AppError validation_failed (password), last_admin where there are other admins
 */
export async function deleteTenant(actor: Actor<"tenant_admin">, password: string): Promise<void> {
  const { tenantId, caller } = actor
  if (caller.kind !== "user") throw new AppError("not_a_user")
  await withPassword(caller, password, { locks: (tx) => lockTenant(tx, tenantId) }, async (tx) => {
    await assertStillAuthorized(tx, actor, "tenant_admin")
    const admins = await countAdmins(tx, tenantId)
    if (!caller.superAdmin && admins.length > 1) throw new AppError("last_admin", { reason: "delete_tenant" })
    await markTenantDeleted(tx, caller, tenantId, true)
  })
}
