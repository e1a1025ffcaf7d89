import { db } from "../core/db/client"
import { type Access, accessOfPerson } from "../core/identity/access"
import { type Actor, accessAt } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { assertComplies } from "../core/identity/comply"
import { within } from "../memberships/reach"

/** Returns effective permissions, each with its source: the role or a direct grant. */
export function withSources({ role, included, direct, permissions }: Access) {
  const byRole = new Set(included)
  return [...permissions].map((permission) => ({
    permission,
    source: byRole.has(permission) ? ("role" as const) : ("direct" as const),
    role: byRole.has(permission) ? role : null,
    direct: direct.includes(permission),
  }))
}

/** Returns the caller's permissions in the organization of their token, with sources. */
export async function myPermissions(me: UserCaller) {
  if (!me.tenantId) return []
  const access = await accessAt(me, { tenantId: me.tenantId, organizationId: me.organizationId })
  if (!access) return []
  await assertComplies(me, access)
  return withSources(access)
}

/**
 * Permissions of a member in the actor's organization, and their sources; none while they have no access.
 * @throws AppError not_found
 */
export async function permissionsOf(actor: Actor<"users:write">, userId: string) {
  await within(db(), actor, userId)
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { superAdmin: true } })
  const access = await accessOfPerson(userId, user.superAdmin, actor)
  return access ? withSources(access) : []
}
