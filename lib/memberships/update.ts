import { transaction } from "../core/db/transaction"
import type { Actor } from "../core/identity/authorize"
import type { Revoked } from "../endings/cells"
import type { User, UserPatch } from "../users/schema"
import { changeMembers } from "./change-many"
import { showMember, target } from "./service"

/**
 * Changes a membership. A new role without `permissions` empties the direct ones.
 * @returns the updated user, and what a suspension revoked
 * @throws AppError not_found, version_conflict, role_above_your_own, permission_not_held, own_rights, last_admin
 */
export async function updateMember(
  actor: Actor<"users:write">,
  userId: string,
  patch: UserPatch,
  ifMatch: number | null = null,
): Promise<User & { stopped?: Revoked }> {
  return transaction(async (tx) => {
    const { current, row, user, organization, organizationId } = await target(tx, actor, "users:write", userId, ifMatch)
    const [outcome] = await changeMembers(tx, current, { id: organizationId, name: organization.name }, [
      { row, user, patch },
    ])
    if (!outcome || "error" in outcome) throw outcome?.error
    const shown = await showMember(actor, userId, tx)
    const { stopped } = outcome.value
    return stopped ? { ...shown, stopped } : shown
  })
}
