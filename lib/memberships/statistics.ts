import { db, Prisma } from "../core/db/client"
import { countByDay, type Day, type Range } from "../core/db/daily-counts"
import type { Scope } from "../core/identity/access"
import type { Actor } from "../core/identity/authorize"

/**
 * Counts the people in an organization: memberships that were accepted and have not ended, including suspended ones.
 */
export async function countMembers({ tenantId, organizationId }: Scope): Promise<number> {
  const where = { tenantId, organizationId: String(organizationId), deletedAt: null, status: { not: "invited" } }
  return db().membership.count({ where })
}

/** `members` at the end of each day, and who joined and left on it. */
export type Growth = { members: Day[]; joined: Day[]; left: Day[] }

/**
 * Counts the members of the actor's organization at the end of each day. Memberships that ended more than 30 days ago
 * are erased, and therefore missing.
 */
export async function memberGrowth(actor: Actor<"users:read">, days: Range): Promise<Growth> {
  const { tenantId, organizationId } = actor
  const from = Prisma.sql`
    FROM memberships
    WHERE memberships.tenant_id = ${tenantId} AND organization_id = ${organizationId} AND status <> 'invited'`
  const [now, joined, left] = await Promise.all([
    countMembers(actor),
    countByDay(from, "created_at", days),
    countByDay(Prisma.sql`${from} AND deleted_at IS NOT NULL`, "deleted_at", days),
  ])
  let n = now
  const members: Day[] = []
  for (const [i, { day, n: came }] of [...joined.entries()].reverse()) {
    members.unshift({ day, n })
    n += (left[i]?.n ?? 0) - came
  }
  return { members, joined, left }
}
