import { cached } from "../cache/authorization-cache"
import { db } from "../db/client"
import { AppError, fieldError } from "../errors"
import type { Scope } from "../identity/access"
import { accessAt } from "../identity/authorize"
import type { Caller } from "../identity/caller"
import type { Raw } from "./operation"

/** Scope of the organization that the path names as `{id}`. */
export function organizationInPath(caller: Caller, raw: Raw): Promise<Scope> {
  return scopeOfOrganization(caller, raw.params.id ?? "")
}

/** Scope of the organization that the body names; without one, the caller's own, so that validation reports it. */
export async function organizationInBody(caller: Caller, raw: Raw): Promise<Scope> {
  const body = await raw.body()
  const id = typeof body === "object" && body !== null && "organization_id" in body ? body.organization_id : undefined
  return typeof id === "string" ? scopeOfOrganization(caller, id) : ownScope(caller)
}

/** Whether the caller has access to the whole tenant. */
export async function seesWholeTenant(caller: Caller, tenantId: string): Promise<boolean> {
  return (await accessAt(caller, { tenantId, organizationId: null })) !== null
}

/** Scope of the tenant that the path names as `{id}`. */
export function tenantInPath(caller: Caller, raw: Raw): Scope {
  const tenantId = raw.params.id ?? ""
  if (!opensTenant(caller, tenantId)) throw new AppError("not_found")
  return { tenantId, organizationId: null }
}

/** Scope of the whole tenant that the body names, or of the caller's own. */
export async function tenantInBody(caller: Caller, raw: Raw): Promise<Scope> {
  const body = await raw.body()
  const named = typeof body === "object" && body !== null && "tenant_id" in body ? body.tenant_id : undefined
  const tenantId = typeof named === "string" ? named : caller.tenantId
  if (!tenantId) throw fieldError("tenant_id", "required", { reason: "tenant" })
  if (!opensTenant(caller, tenantId)) throw new AppError("not_found")
  const browser = caller.kind === "user" && caller.sessionKind === "browser"
  if (browser || (await seesWholeTenant(caller, tenantId))) return { tenantId, organizationId: null }
  // A caller with access to an organization gets the missing permission, not a 404 for the tenant.
  return ownScope(caller)
}

/** Whether a text has the form of an ID; anything else never reaches a query. */
export const isId = (text: string) => /^[A-Za-z0-9_]{1,64}$/.test(text)

/** True when an access token or key has access to the tenant. */
export function opensTenant(caller: Caller, tenantId: string): boolean {
  if (!isId(tenantId)) return false
  if (caller.kind === "api_key") return caller.tenantId === tenantId
  return caller.superAdmin || caller.sessionKind === "browser" || caller.tenantId === tenantId
}

/**
 * Scope of an organization that the caller names.
 * @throws AppError not_found, also when it is another tenant's
 */
export async function scopeOfOrganization(caller: Caller, organizationId: string): Promise<Scope> {
  const row = isId(organizationId)
    ? await cached(`tenant of ${organizationId}`, () => readTenantOf(organizationId))
    : null
  if (!row || !opensTenant(caller, row.tenantId)) throw new AppError("not_found")
  return { tenantId: row.tenantId, organizationId }
}

async function readTenantOf(organizationId: string) {
  const value = await db().organizationTenant.findUnique({ where: { organizationId } })
  return value && { value, tags: [`organization:${organizationId}`] as const }
}

/**
 * The caller's own scope: their token's organization, or a key's.
 * @throws AppError validation_failed where there is no single one
 */
export function ownScope(caller: Caller): Scope {
  if (caller.tenantId && caller.organizationId)
    return { tenantId: caller.tenantId, organizationId: caller.organizationId }
  throw fieldError("organization_id", "required", { reason: "organization" })
}
