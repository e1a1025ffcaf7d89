import { replaceRoleOfApplications } from "../applications/ends-with-role"
import { recordEvent } from "../audit-events/record"
import { Prisma, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { builtInTerms } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import { assertVersion, type SeenVersion } from "../core/version"
import { end } from "../endings/end"
import { assignableRole } from "../memberships/assign"
import { assertMayEdit, lockRoles } from "./locks"
import { readRole } from "./read"

/**
 * Deletes a role. Members, pending invites, API keys and applications that have it get the replacement, in the same
 * transaction.
 * @throws AppError not_found, version_conflict, role_in_use (without a replacement), own_rights, role_above_your_own, permission_not_held,
 * validation_failed, permission_required
 */
export async function deleteRole(
  actor: Actor<"roles:write">,
  key: string,
  replaceWith: string | undefined,
  ifMatch: SeenVersion = null,
): Promise<void> {
  const { tenantId } = actor
  await transaction(async (tx) => {
    const current = await lockRoles(tx, actor, key)
    const role = await readRole(tx, tenantId, key, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, role.version)
    await assertMayEdit(tx, current, key, role.based_on)
    const usedBy = await usesOf(tx, tenantId, key)
    const used = Object.values(usedBy).some((n) => n > 0)
    if (used && replaceWith === undefined) throw new AppError("role_in_use", { usedBy })
    const known = replaceWith === undefined || replaceWith === key ? null : await readTerms(tx, tenantId, [replaceWith])
    // Without one, only memberships that have ended have it.
    const replacement =
      replaceWith === undefined
        ? builtInTerms("guest")
        : assignableRole(current, known?.get(replaceWith), "replace_with")
    await end(tx, "role_deleted", { tenantIds: [tenantId], role: { key, replacement } })
    await replaceRoleOfApplications(tx, tenantId, key, replacement.role)
    await tx.role.delete({ where: { tenantId_key: { tenantId, key } } })
    await recordEvent(tx, current.caller, {
      tenantId,
      action: "role.deleted",
      target: { type: "role", id: key },
      before: { permissions: role.permissions, based_on: role.based_on },
      after: { replaced_with: used ? replacement.role : null, ...usedBy },
    })
  })
}

type Uses = { members: number; invites: number; api_keys: number; applications: number }

/** Counts who and what has a role. */
async function usesOf(tx: Tx, tenantId: string, key: string): Promise<Uses> {
  const [row] = await tx.$queryRaw<Uses[]>`
    SELECT
      (SELECT count(*)::int FROM memberships m WHERE m.tenant_id = ${tenantId} AND m.role = ${key} AND m.deleted_at IS NULL) AS members,
      (SELECT count(*)::int FROM invites i WHERE i.tenant_id = ${tenantId} AND i.role = ${key} AND i.status = 'pending') AS invites,
      (SELECT count(*)::int FROM api_keys k WHERE k.tenant_id = ${tenantId} AND k.role = ${key} AND k.revoked_at IS NULL) AS api_keys,
      (SELECT count(*)::int FROM applications a WHERE a.tenant_id = ${tenantId} AND ${key} = ANY(a.access_roles)) AS applications`
  return row ?? { members: 0, invites: 0, api_keys: 0, applications: 0 }
}
