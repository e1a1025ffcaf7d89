import { Prisma, type Tx } from "../db"
import { AppError, fieldError } from "../errors"
import { lastAdminOf } from "../memberships/last-admin"
import { countAdmins } from "../tenants/admins"

/** Which organizations may be deleted with an account: these, or all in which nobody else is. */
export type Consent = readonly string[] | true

/** An organization that keeps somebody from closing the account, with how many others are in it. */
export type Dependent = { id: string; name: string; tenantId: string; others: number }

/** Locks, before the account, the tenants that somebody administers and the organizations of those and of their memberships. */
export async function lockWhatDepends(tx: Tx, userId: string): Promise<void> {
  const tenants = await tx.$queryRaw<{ id: string }[]>`
    SELECT tenant_id AS id FROM tenant_admins WHERE user_id = ${userId} AND deleted_at IS NULL ORDER BY tenant_id`
  const ids = tenants.map((row) => row.id)
  await tx.$queryRaw`SELECT id FROM tenants WHERE id = ANY(${ids}::text[]) ORDER BY id FOR UPDATE`
  const own = await tx.userOrganization.findMany({ where: { userId } })
  await tx.$queryRaw`
    SELECT id FROM organizations
    WHERE tenant_id = ANY(${[...ids, ...own.map((row) => row.tenantId)]}::text[])
      AND (tenant_id = ANY(${ids}::text[]) OR id = ANY(${own.map((row) => row.organizationId)}::text[]))
    ORDER BY tenant_id, id FOR UPDATE`
}

/**
 * The tenants that go with an account because nobody else administers them, if their organizations are all named in
 * `consent`. Deleted tenants don't count.
 * @throws AppError last_admin with the organizations, validation_failed where one is named that does not go with it
 */
export async function whatDependsOn(tx: Tx, userId: string, consent?: Consent): Promise<string[]> {
  const lone = await loneTenants(tx, userId)
  const own = await organizationsIn(tx, lone, userId)
  const elsewhere = await lastAdminOf(tx, userId, lone)
  const missing = own.filter(({ id, others }) => (consent === true ? others > 0 : !consent?.includes(id)))
  if (missing.length > 0 || elsewhere.length > 0)
    throw new AppError("last_admin", { organizations: [...own, ...elsewhere].map(show(own)) })
  const foreign = consent === true ? [] : (consent ?? []).filter((id) => own.every((row) => row.id !== id))
  if (foreign.length > 0)
    throw fieldError(
      "delete_organizations",
      "not_deletable",
      "Name only organizations of a tenant whose only admin you are.",
    )
  return lone
}

const show =
  (own: Dependent[]) =>
  ({ id, name, others, tenantId }: Dependent) => ({
    id,
    name,
    tenant_id: tenantId,
    others,
    deletable: own.some((row) => row.id === id),
  })

/** Tenants, not deleted, in which no other verified admin is. For who is not verified only those where nobody else is. */
async function loneTenants(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM tenant_admins a JOIN tenants t ON t.id = a.tenant_id
    WHERE a.user_id = ${userId} AND a.deleted_at IS NULL AND t.status <> 'deleted'`
  const lone: string[] = []
  for (const { id } of rows) {
    const able = await countAdmins(tx, id)
    if (able.includes(userId) && able.length === 1) lone.push(id)
  }
  return lone
}

function organizationsIn(tx: Tx, tenantIds: string[], userId: string): Promise<Dependent[]> {
  if (tenantIds.length === 0) return Promise.resolve([])
  return tx.$queryRaw<Dependent[]>(Prisma.sql`
    SELECT o.id, o.name, o.tenant_id AS "tenantId", (
      SELECT count(*)::int FROM memberships m
      WHERE m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id <> ${userId} AND m.deleted_at IS NULL) AS others
    FROM organizations o WHERE o.tenant_id = ANY(${tenantIds}::text[]) AND o.status <> 'deleted' ORDER BY o.name, o.id`)
}
