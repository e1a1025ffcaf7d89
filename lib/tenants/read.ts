import type { z } from "zod"
import { db, Prisma, type Tx } from "../core/db/client"
import { nameContains } from "../core/db/folded-names"
import { type Backwards, byCreation, listPage, type Page } from "../core/db/paginate"
import { AppError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { tenantMails } from "../core/rate-limit/tenant-mails"
import type { Tenant, TenantQuery } from "./schema"
import { tenantsAdministeredBy } from "./store"

type Row = Omit<z.input<typeof Tenant>, "admins">

/** Returns every tenant for a super admin; for others those they administer, with an access token only its own. */
export async function listTenants(
  me: UserCaller,
  query: z.output<typeof TenantQuery> & Backwards,
): Promise<Page<z.input<typeof Tenant>>> {
  const where = [Prisma.sql`status <> 'deleted'`]
  if (!me.superAdmin) {
    const ids = (await tenantsAdministeredBy(me.userId)).filter(
      (id) => me.sessionKind === "browser" || id === me.tenantId,
    )
    where.push(Prisma.sql`id = ANY(${ids}::text[])`)
  }
  if (query.q) where.push(nameContains(query.q))
  const page = await listPage<Row>({
    select: Prisma.sql`id, name, status, version, created_at, updated_at`,
    table: "tenants",
    within: where,
    ...byCreation,
    descending: false,
    page: query,
  })
  return { ...page, rows: await withAdmins(page.rows) }
}

/** Adds the first hundred admins to each tenant: two statements, whatever the number of tenants. */
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

/** A tenant, with what is left of its emails. @throws AppError not_found */
export async function getTenantWithEmails(tenantId: string): Promise<z.input<typeof Tenant>> {
  const tenant = await getTenant(tenantId)
  const left = await tenantMails(tenantId)
  if (!left) return { ...tenant, emails: null }
  const { points, remaining, reset } = left
  return { ...tenant, emails: { per_day: points, remaining, resets_at: new Date(Date.now() + reset * 1000) } }
}

/** @throws AppError not_found */
export async function getTenant(tenantId: string, client: Tx = db()): Promise<z.input<typeof Tenant>> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT id, name, status, version, created_at, updated_at FROM tenants WHERE id = ${tenantId} AND status <> 'deleted'`
  const [tenant] = row ? await withAdmins([row], client) : []
  if (!tenant) throw new AppError("not_found")
  return tenant
}
