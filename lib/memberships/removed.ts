import { db, Prisma, type Tx } from "../core/db/client"
import { listPage, type Page } from "../core/db/paginate"
import { restorableSince } from "../core/db/retention"
import { fold, likeEscape } from "../core/db/search-text"
import type { Actor } from "../core/identity/authorize"
import type { Role } from "../core/identity/permissions"
import type { UserQuery } from "../users/schema"

/** Somebody who was a member within the last 30 days. */
export type RemovedMember = {
  id: string
  name: string
  /** Null for who may not see addresses. */
  email: string | null
  role: Role
  deleted_at: Date
  /** They closed their account themselves: only they bring it back, by signing in. */
  closed: boolean
}

type Row = Omit<RemovedMember, "closed" | "email"> & { email: string }

/** Who can be restored in the actor's organization, and who has closed their account, the latest first. */
export async function listRemoved(
  actor: Actor<"users:delete">,
  { q, role, limit, cursor }: Pick<UserQuery, "q" | "role" | "limit" | "cursor">,
): Promise<Page<RemovedMember>> {
  const { tenantId, organizationId } = actor
  const full = actor.permissions.has("users:write")
  const filters: Prisma.Sql[] = [Prisma.sql`accepted_at IS NOT NULL`]
  if (q) filters.push(Prisma.sql`${Prisma.raw(full ? "search" : "name_sort")} LIKE ${`%${likeEscape(fold(q))}%`}`)
  if (role) filters.push(Prisma.sql`role = ${role}`)
  const page = await listPage<Row>({
    select: Prisma.sql`user_id AS id, name, email, role, deleted_at`,
    table: "memberships",
    within: [
      Prisma.sql`tenant_id = ${tenantId}`,
      Prisma.sql`organization_id = ${organizationId}`,
      Prisma.sql`deleted_at > ${restorableSince}`,
    ],
    filters,
    sort: { column: "deleted_at", cast: "timestamptz" },
    descending: true,
    ties: ["user_id"],
    limit,
    cursor,
  })
  const ids = page.rows.map((row) => row.id)
  const closed = await closedByOwner(db(), { tenantId, organizationId: organizationId ?? "" }, ids)
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, email: full ? row.email : null, closed: closed.has(row.id) })),
  }
}

/** Of ended memberships, those whose owner closed the account: where they belong is remembered for their return. */
export async function closedByOwner(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  userIds: string[],
): Promise<Set<string>> {
  const where = { tenantId, organizationId, userId: { in: userIds } }
  const remembered = await tx.userOrganization.findMany({ where, select: { userId: true } })
  return new Set(remembered.map((row) => row.userId))
}
