import { Prisma, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import type { Actor } from "../core/identity/authorize"
import { outranks } from "../core/identity/permissions"
import type { Application } from "./schema"

/** An application with the tenant that it belongs to. */
export type StoredApplication = Application & { tenant_id: string }

export const columns = Prisma.sql`
  tenant_id, id, name, type, status, organization_id, redirect_uris, post_logout_uris, allowed_origins,
  return_uris, initiate_login_uri, backchannel_logout_uri, third_party, access, access_roles, access_organizations,
  auth_method AS token_endpoint_auth_method, jwks, id_token_alg, device_code, require_verified_email, access_token_ttl_seconds,
  permissions, api_ids AS apis, creator_id AS made_by, version, created_at, updated_at`

/** Applications that the actor can see: the organization's, and tenant-wide ones with access to the whole tenant. */
export const visible = ({ tenantId, organizationId, role_rank }: Actor<never>) =>
  Prisma.sql`applications.tenant_id = ${tenantId}
    AND (organization_id = ${organizationId} OR (organization_id IS NULL AND ${!outranks("tenant_admin", role_rank)}::boolean))`

/** Returns one application that the actor can see. @throws AppError not_found */
export async function readApplication(
  client: Tx,
  actor: Actor<never>,
  id: string,
  lock = Prisma.empty,
): Promise<StoredApplication> {
  const [row] = await client.$queryRaw<StoredApplication[]>`
    SELECT ${columns} FROM applications WHERE ${visible(actor)} AND id = ${id} ${lock}`
  if (!row) throw new AppError("not_found")
  return row
}

/** Returns an application by its ID alone, for requests that arrive without a tenant; null where there is none. */
export async function findApplication(client: Tx, id: string): Promise<StoredApplication | null> {
  if (!/^app_[a-z0-9]{1,60}$/.test(id)) return null
  const known = await client.applicationTenant.findUnique({ where: { applicationId: id } })
  if (!known) return null
  const [row] = await client.$queryRaw<StoredApplication[]>`
    SELECT ${columns} FROM applications WHERE tenant_id = ${known.tenantId} AND id = ${id}`
  return row ?? null
}

/**
 * Returns an active application as it is now, and holds it so until the transaction ends; null for one that is suspended
 * or deleted. Shared: people sign in at the same time.
 */
export async function holdApplication(
  tx: Tx,
  { tenant_id: tenantId, id }: Pick<StoredApplication, "tenant_id" | "id">,
): Promise<StoredApplication | null> {
  const [row] = await tx.$queryRaw<StoredApplication[]>`
    SELECT ${columns} FROM applications WHERE tenant_id = ${tenantId} AND id = ${id} AND status = 'active' FOR SHARE`
  return row ?? null
}

/** Scope that an application belongs to. */
export const scopeOf = ({ tenant_id, organization_id }: StoredApplication): Scope => ({
  tenantId: tenant_id,
  organizationId: organization_id,
})

/**
 * Whether a change can give an application, or people through it, more than before: everything but a new name and a
 * suspension.
 */
export function opensMore(
  before: StoredApplication,
  patch: Partial<Record<keyof StoredApplication, unknown>>,
): boolean {
  return Object.entries(patch).some(([field, value]) => {
    if (field === "name" || (field === "status" && value === "suspended")) return false
    return JSON.stringify(value) !== JSON.stringify(before[field as keyof StoredApplication])
  })
}
