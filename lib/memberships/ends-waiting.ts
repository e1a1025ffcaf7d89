import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"

/** Ends the memberships in organizations that wait for an invite which is no longer pending, in one statement. */
export async function endWaiting(
  tx: Tx,
  { tenantIds, organizationIds }: { tenantIds: readonly string[]; organizationIds: readonly string[] },
): Promise<void> {
  const ended = await tx.$queryRaw<{ tenantId: string; organizationId: string; userId: string }[]>`
    UPDATE memberships m SET deleted_at = now(), updated_at = now(), version = m.version + 1
    WHERE m.tenant_id = ANY(${[...tenantIds]}::text[]) AND m.organization_id = ANY(${[...organizationIds]}::text[])
      AND m.status = 'invited' AND m.deleted_at IS NULL AND NOT EXISTS (
        SELECT FROM invites i WHERE i.tenant_id = m.tenant_id AND i.organization_id = m.organization_id
          AND i.email = m.email AND i.status = 'pending')
    RETURNING m.tenant_id AS "tenantId", m.organization_id AS "organizationId", m.user_id AS "userId"`
  noteChange(...ended)
  invalidate(...ended.map((row) => `user:${row.userId}` as const))
}
