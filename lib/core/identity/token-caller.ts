import { cached, type Loaded, peek } from "../cache/authorization-cache"
import { touchMembership, touchSession } from "../cache/last-seen"
import { digest } from "../crypto"
import { Prisma } from "../db/client"
import { AppError } from "../errors"
import { type Access, hasLasted, loadAccess } from "./access"
import { verifyAccessToken } from "./access-tokens"
import { callerIn, type UserCaller, type Whose } from "./caller"
import { loadSession, type Profile, readSession, type SessionRow } from "./read-session"

// Hashed, so that a memory dump does not reveal tokens as cache keys.
const keyOf = (token: string) => `token ${digest(token)}`

type KnownCaller = { caller: UserCaller; moves: boolean }

/**
 * Returns the person of an access token, with current data from the database.
 * @throws AppError invalid_token when session, account or the membership it was issued for have ended
 */
export async function callerOfAccessToken(token: string): Promise<UserCaller> {
  const known = knownCaller(token) ?? (await cached(keyOf(token), () => readCaller(token)))?.caller
  if (!known) throw new AppError("invalid_token")
  return known
}

/** Returns the cached person of an access token; undefined where there is none or it has changed. */
export function knownCaller(token: string): UserCaller | undefined {
  const known = peek<KnownCaller>(keyOf(token))
  if (!known) return undefined
  const { caller, moves } = known
  touchSession(caller.userId, caller.sessionId, moves)
  touchMembership(caller.userId, caller)
  return caller
}

async function readCaller(token: string): Promise<Loaded<KnownCaller> | null> {
  const { sub, sid, org, ten, iat, exp } = await verifyAccessToken(token)
  const session = await loadSession(sub, sid)
  const found =
    session && (await tokenCaller(session, { userId: sub, sessionId: sid, tenantId: ten, organizationId: org }))
  if (!found || iat < Math.floor((found.access?.value.since?.getTime() ?? 0) / 1000)) return null
  return {
    value: { caller: found.caller, moves: session.value.moves },
    tags: [...session.tags, ...(found.access?.tags ?? [])],
    seconds: Math.min(exp - Date.now() / 1000, session.seconds ?? forever, found.access?.seconds ?? forever),
  }
}

const forever = Number.POSITIVE_INFINITY

type TokenCaller = { caller: UserCaller; access: Loaded<Access> | null }

/** The person of a session's access tokens, with their access there; null where such a token has none. */
async function tokenCaller(session: Loaded<SessionRow>, whose: Whose): Promise<TokenCaller | null> {
  const { userId, tenantId, organizationId } = whose
  if (session.value.kind !== "api") return null
  const caller = callerIn(session.value, whose)
  if (!tenantId) return { caller, access: null }
  const loaded = await loadAccess(userId, caller.superAdmin, { tenantId, organizationId })
  const access = loaded?.value.access
  if (!access || !hasLasted(access, session.value.opened_at)) return null
  return { caller, access: { ...loaded, value: access } }
}

/**
 * Returns the person a new access token is issued for, as its first use will load them: read once, by the database's
 * clock.
 * @throws AppError invalid_token where session, account or access there ended meanwhile
 */
export async function holderOf(whose: Whose) {
  const session = await readSession<Profile & { now: number }>(
    whose.userId,
    whose.sessionId,
    Prisma.sql`, u.bio, u.avatar_url, u.locale, u.created_at, u.updated_at, u.version, floor(extract(epoch FROM now()))::int AS now`,
  )
  const found = session && (await tokenCaller(session, whose))
  if (!found) throw new AppError("invalid_token")
  const { now, bio, avatar_url, locale, created_at, updated_at, version } = session.value
  const profile: Profile = { bio, avatar_url, locale, created_at, updated_at, version }
  return { caller: found.caller, access: found.access?.value ?? null, profile, now }
}
