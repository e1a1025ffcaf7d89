import { Prisma } from "../db/client"
import { env } from "../env"

/**
 * Expiry of a session that is used now: SESSION_IDLE_DAYS from now, and never later than SESSION_MAX_DAYS after its
 * start. Null as long as it would move on by less than a 24th of the idle period: sessions are rewritten rarely, while
 * each use is noted in session_activity. For a SELECT, as text with microseconds; an UPDATE gets the value that was read.
 * @param of the name of `sessions` in the statement
 */
export function movedEnd(of: "s" | "sessions" = "sessions"): Prisma.Sql {
  const [created, expires] = [Prisma.raw(`${of}.created_at`), Prisma.raw(`${of}.expires_at`)]
  const { SESSION_MAX_DAYS, SESSION_IDLE_DAYS } = env()
  const end = Prisma.sql`
    LEAST(${created} + make_interval(days => ${SESSION_MAX_DAYS}::int), now() + make_interval(days => ${SESSION_IDLE_DAYS}::int))`
  return Prisma.sql`
    CASE WHEN ${end} > ${expires} + make_interval(hours => ${SESSION_IDLE_DAYS}::int) OR ${end} < ${expires} THEN (${end})::text END`
}
