import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { isUniqueViolation } from "../core/db/errors"
import { noteChange } from "../core/db/outbox"
import { AppError } from "../core/errors"
import { storedRank } from "../core/identity/permissions"
import { noteRightsChanged } from "../revocations/ends"
import { copies } from "./add"
import type { Change } from "./change"

/**
 * Writes changed memberships of an organization in one statement. Access that begins again begins at `moment`: behind the
 * organization's lock, so that tokens from before an earlier suspension or expiry stay invalid.
 * @throws AppError external_id_taken
 */
export async function writeChanges(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  changes: readonly Change[],
  moment: Date,
): Promise<void> {
  invalidate(...changes.map(({ row }) => `user:${row.id}` as const))
  noteChange(...changes.map(({ row }) => ({ tenantId, organizationId, userId: row.id })))
  await tx.$executeRaw`
    UPDATE memberships AS m SET
      role = c.new_role, role_rank = c.new_role_rank, permissions = c.new_permissions, status = c.new_status, expires_at = c.new_expires_at,
      name = COALESCE(c.new_name, m.name), name_sort = COALESCE(c.new_name_sort, m.name_sort),
      search = COALESCE(c.new_search, m.search), external_id = c.new_external_id,
      metadata = COALESCE(c.new_metadata, m.metadata), version = m.version + 1, updated_at = ${moment},
      active_since = CASE WHEN c.begins THEN ${moment} ELSE m.active_since END,
      expired_at = CASE WHEN c.unexpired THEN NULL ELSE m.expired_at END
    FROM jsonb_to_recordset(${JSON.stringify(changes.map(columnsOf))}::jsonb) AS c (id text, new_role text, new_role_rank text,
      new_permissions text[], new_status text, new_expires_at timestamptz, new_name text, new_name_sort text,
      new_search text, new_external_id text, new_metadata jsonb, begins boolean, unexpired boolean)
    WHERE m.tenant_id = ${tenantId} AND m.organization_id = ${organizationId} AND m.user_id = c.id`.catch(
    (error: unknown) => {
      throw isUniqueViolation(error, "external_id") ? new AppError("external_id_taken") : error
    },
  )
  const userIds = changes.filter(changesRights).map(({ row }) => row.id)
  if (userIds.length > 0) await noteRightsChanged(tx, { tenantIds: [tenantId], organizationId, userIds })
}

/** Whether tokens from before say something else than the membership does now. */
function changesRights({ row, next }: Change): boolean {
  const { role, permissions } = row
  return next.role !== role || next.permissions.join(" ") !== permissions.join(" ")
}

function columnsOf({ row, next, patch, lifts, revives, unexpired }: Change) {
  const shown = patch.name === undefined ? null : copies(patch.name, row.email)
  return {
    id: row.id,
    new_role: next.role,
    new_role_rank: storedRank(next),
    new_permissions: next.permissions,
    // `expired` is computed and never stored.
    new_status: next.status === "expired" ? "active" : next.status,
    new_expires_at: next.expires_at,
    new_name: shown?.name,
    new_name_sort: shown?.nameSort,
    new_search: shown?.search,
    new_external_id: patch.external_id === undefined ? row.external_id : patch.external_id,
    new_metadata: patch.metadata,
    begins: lifts || revives,
    // A later expiry is to be carried out too.
    unexpired,
  }
}
