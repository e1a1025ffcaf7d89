import type { z } from "zod"
import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import type { UserOrganization } from "../organizations/schema"
import { showPeople } from "./people"
import { within } from "./reach"

/**
 * Returns the organizations in the actor's reach that a user is in, and what they are there.
 * @throws AppError not_found
 */
export async function listMemberOrganizations(
  actor: Actor<"users:write">,
  userId: string,
): Promise<z.input<typeof UserOrganization>[]> {
  const { tenantId } = actor
  const people = await showPeople(tenantId, await within(db(), actor, userId))
  const ids = people.map((user) => String(user.organization_id))
  const found = await db().organization.findMany({
    where: { tenantId, id: { in: ids }, status: { not: "deleted" } },
    select: { id: true, name: true },
  })
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return people.flatMap(({ organization_id, role, role_rank, status, permissions, expires_at }) => {
    const name = names.get(String(organization_id))
    if (name === undefined) return []
    return [
      { id: String(organization_id), tenant_id: tenantId, name, role, role_rank, status, permissions, expires_at },
    ]
  })
}
