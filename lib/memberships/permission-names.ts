import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { isBuiltIn, mayGrant, permissions } from "../core/identity/permissions"

// Enough to know an organization's own words, whatever its size.
const looked = 1000
const most = 40

/** Permissions that the actor may grant, to choose from: the built-in ones, then those of one's own that members of the organization hold. */
export async function grantablePermissions(actor: Actor<"users:write">): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT DISTINCT name FROM (
      SELECT permissions FROM memberships
      WHERE tenant_id = ${actor.tenantId} AND organization_id = ${actor.organizationId}
        AND permissions <> '{}' AND deleted_at IS NULL LIMIT ${looked}
    ) AS found, unnest(found.permissions) AS name ORDER BY name`
  const own = rows.map((row) => row.name).filter((name) => !isBuiltIn(name))
  return [...permissions, ...own.slice(0, most)].filter((name) => mayGrant(actor.role, actor.permissions, name))
}
