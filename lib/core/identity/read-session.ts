import { cachedWith, type Loaded } from "../cache/authorization-cache"
import { db, Prisma } from "../db/client"
import { type AuthenticationRow, authenticationColumns } from "./authentication"
import { movedEnd } from "./session-end"

/** Public data of an account. */
export type Profile = {
  bio: string | null
  avatar_url: string | null
  locale: string | null
  created_at: Date
  updated_at: Date
  version: number
}

/** An active session with its owner's account data. */
export type SessionRow = AuthenticationRow & {
  kind: "browser" | "api"
  proved_at: Date
  /** Whether a use moves its expiry. */
  moves: boolean
  /** Start of its current tenant and organization, in milliseconds. */
  opened_at: number
  email: string
  name: string
  verified: boolean
  super_admin: boolean
  has_password: boolean
}

/** Returns an active session, from the cache. */
export const loadSession = (userId: string, sessionId: string) =>
  cachedWith(`session ${userId} ${sessionId}`, () => readSession(userId, sessionId))

/**
 * Reads an active session from the database.
 * @param more additional columns of `users u`, after a comma
 */
export async function readSession<More = unknown>(
  userId: string,
  sessionId: string,
  more = Prisma.empty,
): Promise<Loaded<SessionRow & More> | null> {
  const [row] = await db().$queryRaw<(SessionRow & More & { seconds: number })[]>`
    SELECT s.kind, s.proved_at, u.email, u.name, u.email_verified_at IS NOT NULL AS verified, u.super_admin,
           EXISTS (SELECT FROM user_secrets x WHERE x.user_id = u.id AND x.password_hash IS NOT NULL) AS has_password,
           extract(epoch FROM COALESCE(s.opened_at, s.created_at))::float8 * 1000 AS opened_at,
           ${movedEnd("s")} IS NOT NULL AS moves,
           extract(epoch FROM s.expires_at - now())::float8 AS seconds, ${authenticationColumns} ${more}
    FROM sessions s JOIN users u ON u.id = s.user_id
    LEFT JOIN session_activity a ON a.user_id = s.user_id AND a.session_id = s.id
    WHERE s.user_id = ${userId} AND s.id = ${sessionId}
      AND s.ended_at IS NULL AND s.expires_at > now() AND u.deleted_at IS NULL`
  if (!row) return null
  const tags = [`session:${sessionId}`, `user:${userId}`, `profile:${userId}`] as const
  return { value: row, tags, seconds: row.seconds }
}
