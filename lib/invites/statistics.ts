import { db } from "../core/db/client"
import { firstDay, type Range } from "../core/db/daily-counts"
import type { Actor } from "../core/identity/authorize"

/** States of an invite; `expired` is computed, as everywhere. */
export const inviteStates = ["pending", "accepted", "declined", "expired", "revoked"] as const
export type InviteState = (typeof inviteStates)[number]

/** Counts the invites that the actor's organization created in the last `days` days, by their current state. */
export async function countInvites(
  { tenantId, organizationId }: Actor<"invites:read">,
  days: Range,
): Promise<Record<InviteState, number>> {
  const rows = await db().$queryRaw<{ state: InviteState; n: number }[]>`
    SELECT CASE WHEN status = 'pending' AND expires_at <= now() THEN 'expired' ELSE status END AS state, count(*)::int AS n
    FROM invites
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND created_at >= ${firstDay(days)}
    GROUP BY 1`
  const counts = { pending: 0, accepted: 0, declined: 0, expired: 0, revoked: 0 }
  for (const { state, n } of rows) counts[state] = n
  return counts
}

/** Whether the organization has sent at least `wanted` invites, in any state. */
export async function hasSentInvites(
  { tenantId, organizationId }: Actor<"invites:read">,
  wanted: number,
): Promise<boolean> {
  const [row] = await db().$queryRaw<[{ n: number }]>`
    SELECT count(*)::int AS n FROM (
      SELECT FROM invites WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} LIMIT ${wanted}) AS sent`
  return row.n === wanted
}
