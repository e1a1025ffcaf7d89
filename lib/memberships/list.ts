import type { z } from "zod"
import { db, Prisma } from "../core/db/client"
import { type Backwards, listPage, type Page, type Sort } from "../core/db/paginate"
import type { Actor } from "../core/identity/authorize"
import type { User, UserCard, UserQuery } from "../users/schema"
import { filters } from "./filters"
import { type MembershipRow, showPeople } from "./people"
import { seesEmails, visibleTo } from "./visibility"

/** The columns of a MembershipRow. `expired` is computed, so that an end date needs no job to bite. */
export const membershipColumns = Prisma.sql`
  user_id AS id, tenant_id, organization_id, role, permissions, name, email, external_id, metadata, version,
  CASE WHEN status = 'active' AND expires_at <= now() THEN 'expired' ELSE status END AS status,
  last_seen_at, expires_at, accepted_at, created_at, updated_at`

const sorts: Record<string, Sort> = {
  name: { column: "name_sort", cast: "text" },
  created_at: { column: "created_at", cast: "timestamptz" },
}

/**
 * Members of the actor's organization, or of the whole tenant where that is the actor's place; a person in two
 * organizations is two rows. Without `users:write` others are cards, and `q` looks at names only.
 */
export async function listMembers(
  actor: Actor<"users:read">,
  query: UserQuery & Backwards,
): Promise<Page<User | z.input<typeof UserCard>>> {
  const descending = query.sort.startsWith("-")
  const sort = sorts[query.sort.replace("-", "")] ?? { column: "name_sort", cast: "text" as const }
  const page = await listPage<MembershipRow>({
    select: membershipColumns,
    table: "memberships",
    within: scope(actor, query),
    filters: filters(query, seesEmails(actor)),
    sort,
    descending,
    ties: actor.organizationId ? ["user_id"] : ["organization_id", "user_id"],
    page: query,
  })
  const people = await showPeople(actor.tenantId, page.rows)
  return { ...page, rows: people.map((user) => visibleTo(actor, user)) }
}

/** Names of the admins of the actor's organization, those first who were there first, for who has to ask one. */
export async function listAdmins({ tenantId, organizationId }: Actor<"users:read">, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT name FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND role = 'admin' AND status = 'active'
      AND (expires_at IS NULL OR expires_at > now()) AND deleted_at IS NULL
    ORDER BY created_at, user_id LIMIT ${limit}`
  return rows.map(({ name }) => name)
}

/** The rows of the list before its filters: what an index finds in its order. */
export function scope({ tenantId, organizationId }: Actor<"users:read">, query: UserQuery): Prisma.Sql[] {
  const where = [Prisma.sql`memberships.tenant_id = ${tenantId}`, Prisma.sql`memberships.deleted_at IS NULL`]
  if (organizationId) where.push(Prisma.sql`memberships.organization_id = ${organizationId}`)
  if (query.external_id) where.push(Prisma.sql`memberships.external_id = ${query.external_id}`)
  return where
}
