import { db, Prisma, type Tx } from "../core/db/client"
import { type Backwards, listPage, type Page } from "../core/db/paginate"
import { restorableSince } from "../core/db/retention"
import type { Actor } from "../core/identity/authorize"
import type { Role } from "../core/identity/permissions"
import { rankColumn } from "../core/identity/role-terms"
import type { UserQuery } from "../users/schema"
import { matches } from "./search"
import { seesEmails } from "./visibility"

/** A person who was a member within the last 30 days. */
export type RemovedMember = {
  id: string
  name: string
  /** Null for readers who don't see addresses. */
  email: string | null
  role: string
  role_rank: Role
  /** As the API writes times. */
  deleted_at: string
  /** The account was closed independently of this removal: only its owner restores it, by signing in. */
  closed: boolean
}

type Row = Omit<RemovedMember, "closed" | "email"> & { email: string; ended: string }

type RemovedQuery = Pick<UserQuery, "q" | "role" | "limit" | "cursor">

/** Lists who can be restored in the actor's organization, and who has closed their account, the latest first. */
export async function listRemoved(
  actor: Actor<"users:delete">,
  { id, q, role, limit, cursor, before }: RemovedQuery & Backwards & { id?: string },
): Promise<Page<RemovedMember>> {
  const { tenantId, organizationId } = actor
  const full = seesEmails(actor)
  const filters: Prisma.Sql[] = [Prisma.sql`accepted_at IS NOT NULL`]
  if (id) filters.push(Prisma.sql`user_id = ${id}`)
  if (q) filters.push(...matches(q, full))
  if (role) filters.push(Prisma.sql`role = ${role}`)
  const page = await listPage<Row>({
    select: Prisma.sql`user_id AS id, name, email, role, ${rankColumn()} AS role_rank, deleted_at, deleted_at::text AS ended`,
    table: "memberships",
    within: [
      Prisma.sql`memberships.tenant_id = ${tenantId}`,
      Prisma.sql`organization_id = ${organizationId}`,
      Prisma.sql`deleted_at > ${restorableSince}`,
    ],
    filters,
    sort: { column: "deleted_at", cast: "timestamptz" },
    descending: true,
    ties: ["user_id"],
    page: { limit, cursor, before },
  })
  const closed = await closedOtherwise(db(), { tenantId, organizationId: organizationId ?? "" }, page.rows)
  return {
    ...page,
    rows: page.rows.map(({ ended, ...row }) => ({
      ...row,
      email: full ? row.email : null,
      closed: closed.has(row.id),
    })),
  }
}

/**
 * Returns the ended memberships whose account was closed independently of them, for example by its owner: no admin can
 * restore it. Closing an account stores where its owner was; a membership that ended before has another timestamp.
 * @param rows with when each membership ended, as PostgreSQL writes it, with microseconds
 */
export async function closedOtherwise(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  rows: readonly { id: string; ended: string }[],
): Promise<Set<string>> {
  const ids = rows.map((row) => row.id)
  const where = { tenantId, organizationId, userId: { in: ids } }
  const remembered = await tx.userOrganization.findMany({ where, select: { userId: true } })
  const accounts = await tx.$queryRaw<{ id: string; closed: string }[]>`
    SELECT id, deleted_at::text AS closed FROM users WHERE id = ANY(${ids}::text[]) AND deleted_at IS NOT NULL`
  const ended = new Map(rows.map((row) => [row.id, row.ended]))
  const apart = accounts.filter((account) => account.closed !== ended.get(account.id))
  return new Set([...remembered.map((row) => row.userId), ...apart.map((account) => account.id)])
}
