import { db, Prisma, type Tx } from "../db/client"

/** How the person of a session has signed in. Times are milliseconds since 1970. */
export type Authentication = {
  /** RFC 8176. */
  amr: readonly string[]
  /** Number of factors. */
  assurance: number
  beganAt: number
  /** Where a remembered browser stands for the second factor: when that was shown there. */
  rememberedSince: number | null
  /** When it was last used, and the longest time in which it was not, since its person was last confirmed. */
  idle: { since: number; longest: number }
}

/** How a session's row says it. */
export type AuthenticationRow = {
  amr: string[]
  assurance: number
  began: number
  remembered: number | null
  seen: number
  rested: number
}

/** The columns of `AuthenticationRow`, of `sessions s` with its `session_activity a`. */
export const authenticationColumns = Prisma.sql`
  s.amr, s.assurance, extract(epoch FROM s.created_at)::float8 * 1000 AS began,
  extract(epoch FROM s.remembered_since)::float8 * 1000 AS remembered,
  extract(epoch FROM GREATEST(s.last_seen_at, a.seen_minute))::float8 * 1000 AS seen,
  COALESCE(a.longest_pause, 0) * 60000::float8 AS rested`

/** The same of a sign-in to an application: as its browser's session `sessions p` says, but with a use of its own. */
export const inheritedAuthentication = Prisma.sql`
  COALESCE(p.amr, s.amr) AS amr, COALESCE(p.assurance, s.assurance) AS assurance,
  extract(epoch FROM COALESCE(p.created_at, s.created_at))::float8 * 1000 AS began,
  extract(epoch FROM CASE WHEN p.id IS NULL THEN s.remembered_since ELSE p.remembered_since END)::float8 * 1000 AS remembered,
  extract(epoch FROM GREATEST(s.last_seen_at, a.seen_minute))::float8 * 1000 AS seen,
  COALESCE(a.longest_pause, 0) * 60000::float8 AS rested`

/** Returns how a session's row says that its person has signed in. */
export function authenticationIn(row: AuthenticationRow): Authentication {
  const { amr, assurance, began: beganAt, remembered: rememberedSince, seen, rested } = row
  return { amr, assurance, beganAt, rememberedSince, idle: { since: seen, longest: rested } }
}

/** Reads how the person of a live session of any kind has signed in, from the database; null where it has ended. */
export async function readAuthentication(
  { userId, sessionId }: { userId: string; sessionId: string },
  client: Tx = db(),
): Promise<Authentication | null> {
  const [row] = await client.$queryRaw<AuthenticationRow[]>`
    SELECT ${inheritedAuthentication}
    FROM sessions s LEFT JOIN sessions p ON p.user_id = s.user_id AND p.id = s.parent_id
    LEFT JOIN session_activity a ON a.user_id = s.user_id AND a.session_id = s.id
    WHERE s.user_id = ${userId} AND s.id = ${sessionId} AND s.ended_at IS NULL AND s.expires_at > clock_timestamp()`
  return row ? authenticationIn(row) : null
}
