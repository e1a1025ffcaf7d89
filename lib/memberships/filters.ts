import { Prisma } from "../core/db/client"
import { containing, fold } from "../core/db/search-text"
import type { UserQuery } from "../users/schema"

/** What a row has to fulfil besides its scope. @param full whether addresses may be searched too */
export function filters(query: UserQuery, full: boolean): Prisma.Sql[] {
  const where: Prisma.Sql[] = []
  if (query.q) where.push(...matches(query.q, full))
  if (query.role) where.push(hasRole(query.role))
  if (query.status) where.push(hasStatus(query.status))
  if (query.last_seen_before) where.push(Prisma.sql`last_seen_at < ${query.last_seen_before}`)
  if (query.last_seen_after) where.push(Prisma.sql`last_seen_at > ${query.last_seen_after}`)
  return where
}

/**
 * The one place that knows how search works. One or two characters: beginnings of words; three and more: any part.
 * `search` holds the name before the address and has the trigram index, so it is asked even where only names may match.
 */
function matches(q: string, full: boolean): Prisma.Sql[] {
  const text = fold(q)
  const any = [...text].length >= 3
  const columns = (full ? ["search"] : ["search", "name_sort"]).map(Prisma.raw)
  const pattern = any ? containing(text) : `(^|[ .@_+-])${text.replace(/[^\p{L}\p{N} ]/gu, "\\$&")}`
  return columns.map((column) => (any ? Prisma.sql`${column} LIKE ${pattern}` : Prisma.sql`${column} ~ ${pattern}`))
}

// Partial indexes hold what is rare; where the planner cannot see the value, it has to be told that they fit.
function hasRole(role: string): Prisma.Sql {
  return role === "member" ? Prisma.sql`role = 'member'` : Prisma.sql`role = ${role} AND role <> 'member'`
}

function hasStatus(status: string): Prisma.Sql {
  if (status === "expired") return Prisma.sql`status = 'active' AND expires_at <= now()`
  if (status === "active") return Prisma.sql`status = 'active' AND (expires_at IS NULL OR expires_at > now())`
  return Prisma.sql`status = ${status} AND status <> 'active'`
}
