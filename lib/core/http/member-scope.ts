import { db } from "../db/client"
import { AppError, fieldError } from "../errors"
import type { Scope } from "../identity/access"
import type { Caller } from "../identity/caller"
import type { Raw } from "./operation"
import { isId, opensTenant, ownScope, scopeOfOrganization, seesWholeTenant } from "./scope"

/** Scope of the user in the path: `?organization_id=`, otherwise the caller's single organization. */
export async function memberInQuery(caller: Caller, raw: Raw): Promise<Scope> {
  const id = raw.query.get("organization_id")
  return id ? scopeOfOrganization(caller, id) : ownScope(caller)
}

/** As `memberInQuery`; for callers with access to the whole tenant, the tenant. */
export async function memberInReach(caller: Caller, raw: Raw): Promise<Scope> {
  const { tenantId } = caller
  if (raw.query.has("organization_id") || !tenantId) return memberInQuery(caller, raw)
  return (await seesWholeTenant(caller, tenantId)) ? { tenantId, organizationId: null } : ownScope(caller)
}

/** As `memberInQuery`; callers with access to the whole tenant also find members of its other organizations. */
export async function memberAnywhere(caller: Caller, raw: Raw): Promise<Scope> {
  const id = raw.query.get("organization_id")
  if (id) return scopeOfOrganization(caller, id)
  const userId = raw.params.id ?? ""
  if (!isId(userId)) throw new AppError("not_found")
  const own = caller.tenantId && caller.organizationId ? ownScope(caller) : null
  const rows = await db().userOrganization.findMany({ where: { userId }, orderBy: { createdAt: "asc" } })
  const here = own && rows.some((row) => row.organizationId === own.organizationId)
  if (own && (here || !(await seesWholeTenant(caller, own.tenantId)))) return own
  const reach = rows.find((row) => opensTenant(caller, row.tenantId))
  if (reach) return { tenantId: reach.tenantId, organizationId: reach.organizationId }
  if (own) return own
  throw new AppError("not_found")
}

/**
 * Scope of a member list: the whole tenant for tenant admins and tenant-wide keys, otherwise the caller's organization;
 * a super admin names the tenant.
 */
export async function peopleOf(caller: Caller, raw: Raw): Promise<Scope> {
  const named = raw.query.get("tenant_id")
  if (named !== null) {
    if (!opensTenant(caller, named)) throw new AppError("not_found")
    return { tenantId: named, organizationId: null }
  }
  const tenantId = caller.tenantId
  if (!tenantId) throw fieldError("tenant_id", "required", { reason: "tenant" })
  return (await seesWholeTenant(caller, tenantId)) ? { tenantId, organizationId: null } : ownScope(caller)
}

/**
 * The caller's own scope, for operations that only people have; a browser's form names it. @throws AppError not_a_user
 * for an API key
 */
export function ownAsPerson(caller: Caller, raw: Raw): Scope | Promise<Scope> {
  if (caller.kind !== "user") throw new AppError("not_a_user")
  return caller.sessionKind === "browser" ? memberInQuery(caller, raw) : ownScope(caller)
}

/**
 * The whole tenant of the caller; callers without access to it get their own organization, so that the response names
 * what is missing. @throws AppError not_a_user for an API key
 */
export async function wholeTenant(caller: Caller, raw: Raw): Promise<Scope> {
  const own = await ownAsPerson(caller, raw)
  return (await seesWholeTenant(caller, own.tenantId)) ? { tenantId: own.tenantId, organizationId: null } : own
}
