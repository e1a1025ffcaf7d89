import { Prisma, readRows } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { matches } from "./list"
import type { InviteState } from "./statistics"

/** Only this many of the latest invites are counted. */
const counted = 10_000

/** Number of invites by state; `more` if there are more than are counted. */
export type InviteCounts = Record<InviteState | "all", number> & { more: boolean }

/** Counts an organization's invites by state in one statement, among the latest 10,000. @param q counts what the search finds */
export async function countByStatus(
  { tenantId, organizationId }: Actor<"invites:read">,
  q: string | undefined,
): Promise<InviteCounts> {
  const fits = q ? matches(q) : Prisma.sql`true`
  const rows = await readRows<{ state: InviteState; n: number; looked: number }>(Prisma.sql`
    SELECT CASE WHEN status = 'pending' AND expires_at <= now() THEN 'expired' ELSE status END AS state,
      count(*) FILTER (WHERE ${fits})::int AS n, count(*)::int AS looked
    FROM (
      SELECT status, expires_at, email, name, search FROM invites
      WHERE invites.tenant_id = ${tenantId} AND organization_id = ${organizationId}
      ORDER BY created_at DESC, id DESC LIMIT ${counted + 1}) AS latest
    GROUP BY 1`)
  const counts: InviteCounts = { all: 0, pending: 0, accepted: 0, declined: 0, expired: 0, revoked: 0, more: false }
  for (const { state, n } of rows) {
    counts[state] = n
    counts.all += n
  }
  return { ...counts, more: rows.reduce((sum, { looked }) => sum + looked, 0) > counted }
}

/** Only this many pending invites are counted. */
const pendingCounted = 1_000

/** Counts an organization's pending invites in their partial index; `more` if there are more than a thousand. */
export async function countPending({
  tenantId,
  organizationId,
}: Actor<"invites:read">): Promise<{ n: number; more: boolean }> {
  const [row] = await readRows<{ n: number; looked: number }>(Prisma.sql`
    SELECT count(*) FILTER (WHERE expires_at > now())::int AS n, count(*)::int AS looked
    FROM (
      SELECT expires_at FROM invites
      WHERE invites.tenant_id = ${tenantId} AND organization_id = ${organizationId} AND status = 'pending'
      LIMIT ${pendingCounted + 1}) AS pending`)
  return { n: Math.min(row?.n ?? 0, pendingCounted), more: (row?.looked ?? 0) > pendingCounted }
}
