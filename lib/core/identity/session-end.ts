import { Prisma } from "../db/client"
import { env } from "../env"

/**
 * When a session that is used now expires: SESSION_IDLE_DAYS from now, and never later than SESSION_MAX_DAYS after it began.
 * For a SELECT from `sessions`, as text with microseconds; an UPDATE is given what was read.
 */
export const sessionEnd = (): Prisma.Sql => Prisma.sql`
  LEAST(created_at + make_interval(days => ${env().SESSION_MAX_DAYS}::int),
        now() + make_interval(days => ${env().SESSION_IDLE_DAYS}::int))::text`
