import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { isBuiltIn, mayGrant, permissions } from "../core/identity/permissions"

// Enough to find an organization's custom permissions, whatever its size.
const looked = 1000
const most = 40

/**
 * Returns the permissions that the actor may grant, for selection: the built-in ones, then custom ones that members of
 * the organization have.
 */
export async function grantablePermissions(actor: Actor<"users:write">): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT DISTINCT name FROM (
      SELECT permissions FROM memberships
      WHERE tenant_id = ${actor.tenantId} AND organization_id = ${actor.organizationId}
        AND permissions <> '{}' AND deleted_at IS NULL LIMIT ${looked}
    ) AS found, unnest(found.permissions) AS name ORDER BY name`
  const own = rows.map((row) => row.name).filter((name) => !isBuiltIn(name))
  return [...permissions, ...own.slice(0, most)].filter((name) => mayGrant(actor, name))
}
