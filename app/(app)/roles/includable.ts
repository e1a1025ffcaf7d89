import type { Actor } from "@/lib/core/identity/authorize"
import { mayGrant, permissions } from "@/lib/core/identity/permissions"
import { ownPermissions } from "@/lib/permissions/list"

/** Permissions to choose for a role: the built-in ones, then the tenant's own. */
export async function includable(actor: Actor<"roles:write">): Promise<string[]> {
  const own = (await ownPermissions(actor.tenantId)).map(({ name }) => name)
  return [...permissions, ...own].filter((name) => mayGrant(actor, name))
}
