import type { z } from "zod"
import { db, Prisma, readRows } from "../core/db/client"
import { type Backwards, listPage, type Page, type Sort } from "../core/db/paginate"
import { AppError, fieldError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { rankColumn, readTerms } from "../core/identity/role-terms"
import type { User, UserCard, UserQuery } from "../users/schema"
import { filters } from "./filters"
import { type MembershipRow, showPeople } from "./people"
import { seesEmails, visibleTo } from "./visibility"

/**
 * The columns of a MembershipRow. `expired` is computed, so that expiry needs no job. A tenant's admin is looked up for
 * each row: for EXISTS PostgreSQL would read all of them.
 */
const columnsAt = (now: Prisma.Sql) => Prisma.sql`
  user_id AS id, tenant_id, organization_id, role, ${rankColumn()} AS role_rank, permissions, name, email, external_id, metadata, version,
  CASE WHEN status = 'active' AND expires_at <= ${now} THEN 'expired' ELSE status END AS status,
  last_seen_at, expires_at, accepted_at, created_at, updated_at,
  (SELECT a.deleted_at IS NULL FROM tenant_admins a
    WHERE a.tenant_id = memberships.tenant_id AND a.user_id = memberships.user_id) IS TRUE AS tenant_admin`

export const membershipColumns = columnsAt(Prisma.sql`now()`)

/** As `membershipColumns`, behind a lock: a transaction that has waited for it may have begun before the expiry. */
export const presentColumns = columnsAt(Prisma.sql`clock_timestamp()`)

const sorts: Record<string, Sort> = {
  name: { column: "name_sort", cast: "text" },
  created_at: { column: "created_at", cast: "timestamptz" },
}

/**
 * Lists members of the actor's organization, or of the whole tenant if that is the scope; a person in two organizations
 * is two rows. Without `users:write`, others are cards and `q` searches names only.
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
    within: [...scope(actor, query), ...(await named(actor, query))],
    filters: filters(query, seesEmails(actor)),
    sort,
    descending,
    ties: actor.organizationId ? ["user_id"] : ["organization_id", "user_id"],
    page: query,
  })
  const people = await showPeople(actor.tenantId, page.rows)
  return { ...page, rows: people.map((user) => visibleTo(actor, user)) }
}

/** As `listMembers`, for the API: a role that the tenant doesn't have is an error. @throws AppError validation_failed */
export async function listUsers(actor: Actor<"users:read">, query: UserQuery) {
  const { role } = query
  const known = role === undefined || (await readTerms(db(), actor.tenantId, [role])).has(role)
  if (!known) throw fieldError("role", "invalid", { reason: "role" })
  return listMembers(actor, query)
}

/** Returns the names of the organization's admins, longest-standing first, for members who have to ask one. */
export async function listAdmins({ tenantId, organizationId }: Actor<"users:read">, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT name FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND role = 'admin' AND status = 'active'
      AND (expires_at IS NULL OR expires_at > now()) AND deleted_at IS NULL
    ORDER BY created_at, user_id LIMIT ${limit}`
  return rows.map(({ name }) => name)
}

/** Conditions for the users named by ID or email, which an index covers. @throws AppError permission_required */
async function named(actor: Actor<"users:read">, { ids, email }: UserQuery): Promise<Prisma.Sql[]> {
  const where = ids ? [Prisma.sql`memberships.user_id = ANY(${ids}::text[])`] : []
  if (email === undefined) return where
  if (!seesEmails(actor)) throw new AppError("permission_required", { reason: "missing", required: "users:write" })
  const [user] = await readRows<{ id: string }>(Prisma.sql`SELECT id FROM users WHERE email = ${email}`)
  return [...where, Prisma.sql`memberships.user_id = ${user?.id ?? ""} AND memberships.email = ${email}`]
}

/** The conditions on the scope, which an index covers, in its order. */
export function scope({ tenantId, organizationId }: Actor<"users:read">, query: UserQuery): Prisma.Sql[] {
  const where = [Prisma.sql`memberships.tenant_id = ${tenantId}`, Prisma.sql`memberships.deleted_at IS NULL`]
  if (organizationId) where.push(Prisma.sql`memberships.organization_id = ${organizationId}`)
  if (query.external_id) where.push(Prisma.sql`memberships.external_id = ${query.external_id}`)
  return where
}
