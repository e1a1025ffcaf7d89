import { Prisma, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import type { Actor } from "../core/identity/authorize"
import type { Caller } from "../core/identity/caller"
import { outranks } from "../core/identity/permissions"
import { presentColumns } from "./list"
import { type MembershipRow, type ShownMember, showPeople } from "./people"

/**
 * Returns a person's memberships within a scope: one organization, or the tenant. Ordered, so that locks are always
 * taken in the same order.
 */
export const within = (tx: Tx, scope: Scope, userId: string) => among(tx, scope, userId, [])

/** Like `within`, with memberships that would be restored with a closed account. */
export async function removable(tx: Tx, scope: Scope, userId: string, lock = Prisma.empty) {
  const where = { userId, tenantId: scope.tenantId }
  const remembered = await tx.userOrganization.findMany({ where, select: { organizationId: true } })
  const ids = remembered.map((row) => row.organizationId)
  return among(tx, scope, userId, ids, lock)
}

async function among(tx: Tx, scope: Scope, userId: string, remembered: string[], lock = Prisma.empty) {
  const { tenantId, organizationId } = scope
  const only = organizationId ? Prisma.sql`AND organization_id = ${organizationId}` : Prisma.empty
  const rows = await tx.$queryRaw<MembershipRow[]>`
    SELECT ${presentColumns} FROM memberships
    WHERE tenant_id = ${tenantId} AND user_id = ${userId} ${only}
      AND (deleted_at IS NULL OR organization_id = ANY(${remembered}::text[]))
    ORDER BY organization_id ${lock}`
  if (rows.length === 0) throw new AppError("not_found")
  return rows
}

/** Returns the row that `GET /users/{id}` shows: of the caller's organization, otherwise the oldest. */
export function shownFirst(rows: readonly MembershipRow[], { organizationId }: Caller): MembershipRow {
  const own = rows.find((row) => row.organization_id === organizationId)
  const [oldest] = rows.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime())
  const row = own ?? oldest
  if (!row) throw new AppError("not_found")
  return row
}

/** @throws AppError role_above_your_own */
export async function checkRank(tx: Tx, actor: Actor<never>, rows: MembershipRow[]): Promise<ShownMember[]> {
  const people = await showPeople(actor.tenantId, rows, tx)
  if (people.some((user) => outranks(user.role_rank, actor.role_rank))) throw new AppError("role_above_your_own")
  return people
}
