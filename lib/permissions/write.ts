import type { z } from "zod"
import { recordEvent } from "../audit-events/record"
import { Prisma, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { assertVersion, type SeenVersion } from "../core/version"
import { lockTenant } from "../tenants/locks"
import { readPermission } from "./list"
import { registerPermissions } from "./registry"
import type { NewPermission, PermissionDescription, PermissionEntry } from "./schema"

/**
 * Adds a permission of the tenant's own before its first use.
 * @throws AppError permission_exists, permission_required
 */
export async function createPermission(
  actor: Actor<"roles:write">,
  { name, description }: z.output<typeof NewPermission>,
): Promise<PermissionEntry> {
  const { tenantId } = actor
  return transaction(async (tx) => {
    const current = await lockRegistry(tx, actor)
    if ((await tx.permission.count({ where: { tenantId, name } })) > 0) throw new AppError("permission_exists")
    await registerPermissions(tx, tenantId, [name])
    await tx.permission.update({
      where: { tenantId_name: { tenantId, name } },
      data: { description: description || null },
    })
    await recordEvent(tx, current.caller, {
      tenantId,
      action: "permission.created",
      target: { type: "permission", id: name },
    })
    return readPermission(tx, tenantId, name)
  })
}

/**
 * Describes a permission of the tenant's own.
 * @throws AppError not_found, version_conflict, permission_required
 */
export async function describePermission(
  actor: Actor<"roles:write">,
  name: string,
  { description }: z.output<typeof PermissionDescription>,
  ifMatch: number | null,
): Promise<PermissionEntry> {
  const { tenantId } = actor
  return transaction(async (tx) => {
    const current = await lockRegistry(tx, actor)
    const before = await readPermission(tx, tenantId, name, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, before.version)
    await tx.$executeRaw`
      UPDATE permissions SET description = ${description || null}, version = version + 1, updated_at = now()
      WHERE tenant_id = ${tenantId} AND name = ${name}`
    await recordEvent(tx, current.caller, {
      tenantId,
      action: "permission.updated",
      target: { type: "permission", id: name },
    })
    return readPermission(tx, tenantId, name)
  })
}

/**
 * Removes a permission that nothing uses from the registry.
 * @throws AppError not_found, version_conflict, permission_in_use (says by what), permission_required
 */
export async function deletePermission(
  actor: Actor<"roles:write">,
  name: string,
  ifMatch: SeenVersion = null,
): Promise<void> {
  const { tenantId } = actor
  await transaction(async (tx) => {
    const current = await lockRegistry(tx, actor)
    const { version } = await readPermission(tx, tenantId, name, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, version)
    const usedBy = await usesOf(tx, tenantId, name)
    if (Object.values(usedBy).some((n) => n > 0)) throw new AppError("permission_in_use", { usedBy })
    await tx.permission.delete({ where: { tenantId_name: { tenantId, name } } })
    await recordEvent(tx, current.caller, {
      tenantId,
      action: "permission.deleted",
      target: { type: "permission", id: name },
    })
  })
}

/** @throws AppError permission_required where the actor's reach is not the whole tenant */
async function lockRegistry(tx: Tx, actor: Actor<"roles:write">): Promise<Actor<"roles:write">> {
  if (actor.organizationId !== null)
    throw new AppError("permission_required", { reason: "missing", required: "tenant_admin" })
  await lockTenant(tx, actor.tenantId)
  return assertStillAuthorized(tx, actor, "roles:write")
}

type Uses = { members: number; invites: number; api_keys: number; roles: number; applications: number; apis: number }

/** Counts what a permission is granted to, or known by. */
async function usesOf(tx: Tx, tenantId: string, name: string): Promise<Uses> {
  const [row] = await tx.$queryRaw<Uses[]>`
    SELECT
      (SELECT count(*)::int FROM memberships m WHERE m.tenant_id = ${tenantId} AND ${name} = ANY(m.permissions)) AS members,
      (SELECT count(*)::int FROM invites i WHERE i.tenant_id = ${tenantId} AND i.status = 'pending' AND ${name} = ANY(i.permissions)) AS invites,
      (SELECT count(*)::int FROM api_keys k WHERE k.tenant_id = ${tenantId} AND k.revoked_at IS NULL AND ${name} = ANY(k.permissions)) AS api_keys,
      (SELECT count(*)::int FROM roles r WHERE r.tenant_id = ${tenantId} AND ${name} = ANY(r.permissions)) AS roles,
      (SELECT count(*)::int FROM applications a WHERE a.tenant_id = ${tenantId} AND ${name} = ANY(a.permissions)) AS applications,
      (SELECT count(*)::int FROM apis s WHERE s.tenant_id = ${tenantId} AND ${name} = ANY(s.permissions)) AS apis`
  return row ?? { members: 0, invites: 0, api_keys: 0, roles: 0, applications: 0, apis: 0 }
}
