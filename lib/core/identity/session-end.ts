import { Prisma } from "../db/client"
import { env } from "../env"

/**
 * Expiry of a session that is used now: SESSION_IDLE_DAYS from now, and never later than SESSION_MAX_DAYS after its
 * start. For a SELECT from `sessions`, as text with microseconds; an UPDATE gets the value that was read.
 */
export const sessionEnd = (): Prisma.Sql => Prisma.sql`
  LEAST(created_at + make_interval(days => ${env().SESSION_MAX_DAYS}::int),
        now() + make_interval(days => ${env().SESSION_IDLE_DAYS}::int))::text`
