import type { Tx } from "../db"
import { invalidate } from "../invalidation"

/** An address that was entered as a user of an organization. */
export type Waiting = { tenant_id: string; organization_id: string; email: string }

/** Ends the memberships that wait for invites which are gone. */
export async function endWaiting(tx: Tx, rows: readonly Waiting[]): Promise<void> {
  const ended = await tx.$queryRaw<{ user_id: string }[]>`
    UPDATE memberships m SET deleted_at = now(), updated_at = now(), version = m.version + 1
    FROM unnest(${rows.map((row) => row.tenant_id)}::text[], ${rows.map((row) => row.organization_id)}::text[],
                ${rows.map((row) => row.email)}::text[]) AS i (tenant_id, organization_id, email)
    WHERE m.tenant_id = i.tenant_id AND m.organization_id = i.organization_id AND m.email = i.email
      AND m.status = 'invited' AND m.deleted_at IS NULL
    RETURNING m.user_id`
  invalidate(...ended.map((row) => `user:${row.user_id}` as const))
}
