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
  const tenantId = caller.tenantId && (await seesWholeTenant(caller, caller.tenantId)) ? caller.tenantId : null
  if (!tenantId && own) return own
  const found = (tenantId && (await membershipIn(tenantId, userId, own))) || (await membershipOf(caller, userId)) || own
  if (!found) throw new AppError("not_found")
  return found
}

/** A membership in the tenant, also of people who were only invited, as lists show them; the caller's organization first. */
async function membershipIn(tenantId: string, userId: string, own: Scope | null): Promise<Scope | null> {
  const rows = await db().membership.findMany({
    where: { tenantId, userId, deletedAt: null },
    orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
    select: { organizationId: true },
  })
  const row = rows.find(({ organizationId }) => organizationId === own?.organizationId) ?? rows[0]
  return row ? { tenantId, organizationId: row.organizationId } : null
}

/** A membership in any tenant that the caller has access to. */
async function membershipOf(caller: Caller, userId: string): Promise<Scope | null> {
  const rows = await db().userOrganization.findMany({ where: { userId }, orderBy: { createdAt: "asc" } })
  const reach = rows.find((row) => opensTenant(caller, row.tenantId))
  return reach ? { tenantId: reach.tenantId, organizationId: reach.organizationId } : null
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

/**
 * The whole tenant for callers with access to it, also for tenant-wide API keys; others get their own organization, so
 * that the response names what is missing.
 */
export async function tenantOrOwn(caller: Caller, raw: Raw): Promise<Scope> {
  if (caller.kind === "user") return wholeTenant(caller, raw)
  return { tenantId: caller.tenantId, organizationId: caller.organizationId }
}
