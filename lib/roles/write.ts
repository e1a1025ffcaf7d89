import type { z } from "zod"
import { recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { Prisma } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { outranks } from "../core/identity/permissions"
import { assertVersion } from "../core/version"
import { end } from "../endings/end"
import { assertMayGrant } from "../memberships/assign"
import { touchHolders } from "../memberships/ends-with-role"
import { registerPermissions } from "../permissions/registry"
import { assertMayEdit, lockRoles } from "./locks"
import { counted, readRole } from "./read"
import { mostRoles, type NewRole, type Role, type RolePatch } from "./schema"

/**
 * Creates a role of the tenant's own.
 * @throws AppError role_exists, too_many_roles, role_above_your_own, permission_not_held, permission_required
 */
export async function createRole(actor: Actor<"roles:write">, input: z.output<typeof NewRole>): Promise<Role> {
  const { tenantId } = actor
  const { key, name, description, permissions, based_on: basedOn } = input
  return transaction(async (tx) => {
    const current = await lockRoles(tx, actor)
    if (outranks(basedOn, current.role_rank)) throw new AppError("role_above_your_own")
    assertMayGrant(current, permissions)
    const known = await tx.role.findMany({ where: { tenantId }, select: { key: true } })
    if (known.some((role) => role.key === key)) throw new AppError("role_exists")
    if (known.length >= mostRoles) throw new AppError("too_many_roles")
    await tx.role.create({ data: { tenantId, key, name, description: description || null, permissions, basedOn } })
    await registerPermissions(tx, tenantId, permissions)
    invalidate(`tenant:${tenantId}`)
    await recordEvent(tx, current.caller, {
      tenantId,
      action: "role.created",
      target: { type: "role", id: key },
      after: { permissions, based_on: basedOn },
    })
    const [role] = await counted(tx, tenantId, [await readRole(tx, tenantId, key)])
    if (!role) throw new AppError("not_found")
    return role
  })
}

/**
 * Changes a role: who has it has what it includes from now on.
 * @throws AppError not_found, version_conflict, own_rights, role_above_your_own, permission_not_held, permission_required
 */
export async function updateRole(
  actor: Actor<"roles:write">,
  key: string,
  patch: z.output<typeof RolePatch>,
  ifMatch: number | null,
): Promise<Role> {
  const { tenantId } = actor
  return transaction(async (tx) => {
    const current = await lockRoles(tx, actor, key)
    const before = await readRole(tx, tenantId, key, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, before.version)
    await assertMayEdit(tx, current, key, before.based_on)
    const { name = before.name, description = before.description, permissions = before.permissions } = patch
    assertMayGrant(
      current,
      permissions.filter((permission) => !before.permissions.includes(permission)),
    )
    await tx.$executeRaw`
      UPDATE roles SET name = ${name}, description = ${description || null}, permissions = ${permissions},
        version = version + 1, updated_at = now()
      WHERE tenant_id = ${tenantId} AND key = ${key}`
    await registerPermissions(tx, tenantId, permissions)
    // A name is no right: it changes no member, and makes no token outdated.
    if (sameNames(before.permissions, permissions)) invalidate(`tenant:${tenantId}`)
    else {
      await end(tx, "role_changed", { tenantIds: [tenantId] })
      await touchHolders(tx, tenantId, key)
    }
    await recordEvent(tx, current.caller, {
      tenantId,
      action: "role.updated",
      target: { type: "role", id: key },
      before: { permissions: before.permissions },
      after: { permissions, changed: Object.keys(patch).sort() },
    })
    const [role] = await counted(tx, tenantId, [await readRole(tx, tenantId, key)])
    if (!role) throw new AppError("not_found")
    return role
  })
}

const sameNames = (before: readonly string[], after: readonly string[]) =>
  JSON.stringify([...before].sort()) === JSON.stringify([...after].sort())
