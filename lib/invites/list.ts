import type { z } from "zod"
import { db, Prisma } from "../core/db/client"
import { nameContains } from "../core/db/folded-names"
import { type Backwards, byCreation, listPage, type Page } from "../core/db/paginate"
import { containing } from "../core/db/search-text"
import type { Actor } from "../core/identity/authorize"
import { columns, type InviteRow, showAll, status } from "./read"
import type { Invite, InviteQuery } from "./schema"

/** The organization's invites, newest first. */
export async function listInvites(
  actor: Actor<"invites:read">,
  query: z.output<typeof InviteQuery> & Backwards,
): Promise<Page<Invite>> {
  const filters: Prisma.Sql[] = []
  if (query.status) filters.push(hasStatus(query.status))
  if (query.q) filters.push(matches(query.q))
  const page = await listPage<InviteRow>({
    select: Prisma.sql`${columns}, ${status}`,
    table: "invites",
    within: [
      Prisma.sql`invites.tenant_id = ${actor.tenantId}`,
      Prisma.sql`invites.organization_id = ${actor.organizationId}`,
    ],
    filters,
    ...byCreation,
    descending: true,
    page: query,
  })
  return { ...page, rows: await showAll(db(), page.rows) }
}

/** Condition for invites whose address or name matches a search. */
export function matches(q: string): Prisma.Sql {
  return Prisma.sql`(email LIKE ${containing(q.toLowerCase())} OR ${nameContains(q)})`
}

function hasStatus(status: string): Prisma.Sql {
  if (status === "expired") return Prisma.sql`status = 'pending' AND expires_at <= now()`
  if (status === "pending") return Prisma.sql`status = 'pending' AND expires_at > now()`
  // The planner needs the second condition to use the partial index.
  if (status !== "revoked") return Prisma.sql`status = ${status} AND status IN ('accepted', 'declined')`
  return Prisma.sql`status = ${status}`
}
