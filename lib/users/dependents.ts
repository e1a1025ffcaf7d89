import { ableAmong } from "../accounts/store"
import { db, Prisma, type Tx } from "../core/db/client"
import { AppError, fieldError } from "../core/errors"
import { type Dependent, lastAdminOf } from "../memberships/last-admin"

/** Which organizations may be deleted with an account: these, or all without other members. */
export type Consent = readonly string[] | true

/**
 * Locks, before the account, the tenants that a person administers, and the organizations of those and of their
 * memberships.
 */
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
 * Returns the tenants that are deleted with an account because it is their only admin, if all their organizations are
 * named in `consent`. Deleted tenants don't count.
 * @throws AppError last_admin with the organizations, validation_failed if one is named that isn't deleted with it
 */
export async function whatDependsOn(tx: Tx, userId: string, consent?: Consent): Promise<string[]> {
  const { lone, own, elsewhere } = await dependentsOf(tx, userId)
  const missing = own.filter(({ id, others }) => (consent === true ? others > 0 : !consent?.includes(id)))
  if (missing.length > 0 || elsewhere.length > 0)
    throw new AppError("last_admin", { organizations: listed(own, elsewhere) })
  const foreign = consent === true ? [] : (consent ?? []).filter((id) => own.every((row) => row.id !== id))
  if (foreign.length > 0) throw fieldError("delete_organizations", "not_deletable")
  return lone
}

/** A `Dependent` as the error and the screen show it, with whether it can be deleted with the account. */
export type ListedDependent = ReturnType<typeof listed>[number]

/** Returns what `whatDependsOn` would list, for a preview. Locks nothing. */
export async function listDependents(userId: string): Promise<ListedDependent[]> {
  const { own, elsewhere } = await dependentsOf(db(), userId)
  return listed(own, elsewhere)
}

async function dependentsOf(client: Tx, userId: string) {
  const lone = await loneTenants(client, userId)
  return {
    lone,
    own: await organizationsIn(client, lone, userId),
    elsewhere: await lastAdminOf(client, userId, lone),
  }
}

function listed(own: readonly Dependent[], elsewhere: readonly Dependent[]) {
  const show =
    (deletable: boolean) =>
    ({ id, name, tenantId, others }: Dependent) => ({ id, name, tenant_id: tenantId, others, deletable })
  return [...own.map(show(true)), ...elsewhere.map(show(false))]
}

/** Returns the tenants, not deleted, whose only verified admin a person is; none if the person isn't verified. */
async function loneTenants(tx: Tx, userId: string): Promise<string[]> {
  const mine = await tx.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM tenant_admins a JOIN tenants t ON t.id = a.tenant_id
    WHERE a.user_id = ${userId} AND a.deleted_at IS NULL AND t.status <> 'deleted'`
  const ids = mine.map((row) => row.id)
  if (ids.length === 0) return []
  const admins = await tx.tenantAdmin.findMany({ where: { tenantId: { in: ids }, deletedAt: null } })
  const able = await ableAmong(
    tx,
    admins.map((admin) => admin.userId),
  )
  const others = admins.filter((admin) => admin.userId !== userId && able.has(admin.userId))
  const kept = new Set(others.map((admin) => admin.tenantId))
  return able.has(userId) ? ids.filter((id) => !kept.has(id)) : []
}

function organizationsIn(tx: Tx, tenantIds: string[], userId: string): Promise<Dependent[]> {
  if (tenantIds.length === 0) return Promise.resolve([])
  return tx.$queryRaw<Dependent[]>(Prisma.sql`
    SELECT o.id, o.name, o.tenant_id AS "tenantId", (
      SELECT count(*)::int FROM memberships m
      WHERE m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id <> ${userId} AND m.deleted_at IS NULL) AS others
    FROM organizations o WHERE o.tenant_id = ANY(${tenantIds}::text[]) AND o.status <> 'deleted' ORDER BY o.name, o.id`)
}
