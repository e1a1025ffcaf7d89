import { Prisma } from "../core/db/client"
import type { UserQuery } from "../users/schema"
import { matches } from "./search"

/** Conditions of a list besides its scope. @param full whether addresses may be searched too */
export function filters(query: UserQuery, full: boolean): Prisma.Sql[] {
  return [...(query.q ? matches(query.q, full) : []), ...otherFilters(query)]
}

/** The filters besides the search. */
export function otherFilters(query: UserQuery): Prisma.Sql[] {
  const where: Prisma.Sql[] = []
  if (query.role) where.push(hasRole(query.role))
  if (query.status) where.push(hasStatus(query.status))
  if (query.updated_after) where.push(Prisma.sql`updated_at > ${query.updated_after}`)
  if (query.last_seen_before) where.push(Prisma.sql`last_seen_at < ${query.last_seen_before}`)
  if (query.last_seen_after) where.push(Prisma.sql`last_seen_at > ${query.last_seen_after}`)
  return where
}

// Partial indexes hold rare values; the planner needs a condition that it can match with them.
function hasRole(role: string): Prisma.Sql {
  return role === "member" ? Prisma.sql`role = 'member'` : Prisma.sql`role = ${role} AND role <> 'member'`
}

function hasStatus(status: string): Prisma.Sql {
  if (status === "expired") return Prisma.sql`status = 'active' AND expires_at <= now()`
  if (status === "active") return Prisma.sql`status = 'active' AND (expires_at IS NULL OR expires_at > now())`
  return Prisma.sql`status = ${status} AND status <> 'active'`
}
