import { cached, cachedWith, type Loaded, peek } from "../cache/authorization-cache"
import { touchKey, touchSession } from "../cache/last-seen"
import { digest, sha256 } from "../crypto"
import { db, Prisma } from "../db/client"
import { AppError } from "../errors"
import type { Incoming } from "../http/read-body"
import { type Access, accessOfKey, loadAccess } from "./access"
import { verifyAccessToken } from "./access-tokens"
import type { Role } from "./permissions"

// Callers are minted in this file and nowhere else: who holds one has passed the check.
declare const minted: unique symbol

/** A signed-in person. */
export type UserCaller = {
  readonly [minted]: true
  readonly kind: "user"
  readonly userId: string
  readonly sessionId: string
  /** A browser session sees the whole account; an access token opens `tenantId` only. */
  readonly sessionKind: "browser" | "api"
  readonly tenantId: string | null
  readonly organizationId: string | null
  readonly email: string
  readonly name: string
  readonly verified: boolean
  readonly superAdmin: boolean
  /** When the password or second factor was last shown. */
  readonly provedAt: Date
}

/** A server with an API key. Its rights are exactly its permissions, cut to its maker's of this moment. */
export type KeyCaller = {
  readonly [minted]: true
  readonly kind: "api_key"
  readonly keyId: string
  /** SHA-256 of the secret that was sent: a key can have two while it is rotated. */
  readonly secretHash: Uint8Array<ArrayBuffer>
  readonly name: string
  readonly creatorId: string
  readonly tenantId: string
  /** Null: the whole tenant. */
  readonly organizationId: string | null
  readonly role: Role
  readonly permissions: readonly string[]
}

export type Caller = UserCaller | KeyCaller

/**
 * Who sends a request: an access token or API key in `Authorization: Bearer`, never a cookie.
 * @throws AppError unauthenticated, invalid_token
 */
export async function callerOfRequest(request: Incoming): Promise<Caller> {
  const header = request.headers.get("authorization")
  if (header === null) throw new AppError("unauthenticated")
  const credential = /^Bearer +([A-Za-z0-9._~+/=-]{1,8192})$/i.exec(header)?.[1]
  if (!credential) throw new AppError("invalid_token")
  return credential.startsWith("nsk_") ? callerOfKey(credential) : callerOfAccessToken(credential)
}

// A dump of memory is not to give away tokens by the cache's keys.
const keyOf = (token: string) => `token ${digest(token)}`

type KnownCaller = { caller: UserCaller; lastSeenAt: Date }

/**
 * The person behind an access token, as the database sees them now.
 * @throws AppError invalid_token when session, account or the membership it was made for have ended
 */
export async function callerOfAccessToken(token: string): Promise<UserCaller> {
  const known = knownCaller(token) ?? (await cached(keyOf(token), () => readCaller(token)))?.caller
  if (!known) throw new AppError("invalid_token")
  return known
}

/** The person behind an access token that was asked for before and that nothing has changed for; else undefined. */
export function knownCaller(token: string): UserCaller | undefined {
  const known = peek<KnownCaller>(keyOf(token))
  if (!known) return undefined
  const { caller, lastSeenAt } = known
  touchSession(caller.userId, caller.sessionId, lastSeenAt, caller.tenantId, caller.organizationId)
  return caller
}

async function readCaller(token: string): Promise<Loaded<KnownCaller> | null> {
  const { sub, sid, org, ten, iat, exp } = await verifyAccessToken(token)
  const session = await loadSession(sub, sid)
  const found =
    session && (await tokenCaller(session, { userId: sub, sessionId: sid, tenantId: ten, organizationId: org }))
  if (!found || iat < Math.floor((found.access?.value.since?.getTime() ?? 0) / 1000)) return null
  return {
    value: { caller: found.caller, lastSeenAt: session.value.last_seen_at },
    tags: [...session.tags, ...(found.access?.tags ?? [])],
    seconds: Math.min(exp - Date.now() / 1000, session.seconds ?? forever, found.access?.seconds ?? forever),
  }
}

const forever = Number.POSITIVE_INFINITY

type TokenCaller = { caller: UserCaller; access: Loaded<Access> | null }

/** The person whose access tokens a session gives out, and what they hold there; null where such a token opens nothing. */
async function tokenCaller(session: Loaded<SessionRow>, whose: Whose): Promise<TokenCaller | null> {
  const { userId, tenantId, organizationId } = whose
  if (session.value.kind !== "api") return null
  const caller = callerIn(session.value, whose)
  if (!tenantId) return { caller, access: null }
  const loaded = await loadAccess(userId, caller.superAdmin, { tenantId, organizationId })
  const access = loaded?.value.access
  if (!access || (access.since?.getTime() ?? 0) > session.value.opened_at) return null
  return { caller, access: { ...loaded, value: access } }
}

/** What an account shows of itself. */
export type Profile = {
  bio: string | null
  avatar_url: string | null
  created_at: Date
  updated_at: Date
  version: number
}

/**
 * Who an access token is made for, as its first use will find them: read once, and by the database's clock.
 * @throws AppError invalid_token where session, account or access there ended meanwhile
 */
export async function holderOf(whose: Whose) {
  const session = await readSession<Profile & { now: number }>(
    whose.userId,
    whose.sessionId,
    Prisma.sql`, u.bio, u.avatar_url, u.created_at, u.updated_at, u.version, floor(extract(epoch FROM now()))::int AS now`,
  )
  const found = session && (await tokenCaller(session, whose))
  if (!found) throw new AppError("invalid_token")
  const { now, bio, avatar_url, created_at, updated_at, version } = session.value
  const profile: Profile = { bio, avatar_url, created_at, updated_at, version }
  return { caller: found.caller, access: found.access?.value ?? null, profile, now }
}

/** The person behind a browser's cookie, or null when that session has ended. */
export async function callerOfSession(userId: string, sessionId: string): Promise<UserCaller | null> {
  const session = await loadSession(userId, sessionId)
  if (session?.value.kind !== "browser") return null
  return callerIn(session.value, { userId, sessionId, tenantId: null, organizationId: null })
}

type SessionRow = {
  kind: "browser" | "api"
  proved_at: Date
  last_seen_at: Date
  /** When it began to open its present tenant and organization, in milliseconds. */
  opened_at: number
  email: string
  name: string
  verified: boolean
  super_admin: boolean
}

type Whose = { userId: string; sessionId: string; tenantId: string | null; organizationId: string | null }

const loadSession = (userId: string, sessionId: string) =>
  cachedWith(`session ${userId} ${sessionId}`, () => readSession(userId, sessionId))

/** The caller that a session makes, who is hereby seen. */
function callerIn(row: SessionRow, whose: Whose): UserCaller {
  touchSession(whose.userId, whose.sessionId, row.last_seen_at, whose.tenantId, whose.organizationId)
  const { kind, email, name, verified } = row
  const caller = { kind: "user", ...whose, sessionKind: kind, email, name, verified }
  return { ...caller, superAdmin: row.super_admin, provedAt: row.proved_at } as UserCaller
}

async function readSession<More = unknown>(
  userId: string,
  sessionId: string,
  more = Prisma.empty,
): Promise<Loaded<SessionRow & More> | null> {
  const [row] = await db().$queryRaw<(SessionRow & More & { seconds: number })[]>`
    SELECT s.kind, s.proved_at, s.last_seen_at, u.email, u.name, u.email_verified_at IS NOT NULL AS verified, u.super_admin,
           extract(epoch FROM COALESCE(s.opened_at, s.created_at))::float8 * 1000 AS opened_at,
           extract(epoch FROM s.expires_at - now())::float8 AS seconds ${more}
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.user_id = ${userId} AND s.id = ${sessionId}
      AND s.ended_at IS NULL AND s.expires_at > now() AND u.deleted_at IS NULL`
  if (!row) return null
  const tags = [`session:${sessionId}`, `user:${userId}`, `profile:${userId}`] as const
  return { value: row, tags, seconds: row.seconds }
}

async function callerOfKey(secret: string): Promise<KeyCaller> {
  const hash = sha256(secret)
  const key = await cached(`key ${Buffer.from(hash).toString("base64url")}`, () => readKey(hash))
  if (!key) throw new AppError("invalid_token")
  const { id: keyId, name, creatorId, tenantId, organizationId, role, permissions } = key
  const caller = {
    kind: "api_key",
    keyId,
    secretHash: hash,
    name,
    creatorId,
    tenantId,
    organizationId,
    role,
    permissions,
  } as unknown as KeyCaller
  if (!(await accessOfKey(caller, { tenantId, organizationId }))) throw new AppError("invalid_token")
  touchKey(tenantId, keyId, key.lastUsedAt)
  return caller
}

async function readKey(hash: Uint8Array<ArrayBuffer>) {
  const [row] = await db().$queryRaw<{ tenant_id: string; subject: string; seconds: number | null }[]>`
    SELECT tenant_id, subject, extract(epoch FROM expires_at - now())::float8 AS seconds FROM secrets
    WHERE hash = ${hash} AND kind = 'api_key' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`
  if (!row) return null
  const key = await db().apiKey.findFirst({ where: { tenantId: row.tenant_id, id: row.subject, revokedAt: null } })
  return key && { value: key, tags: [`key:${key.id}`, `tenant:${key.tenantId}`] as const, seconds: row.seconds }
}

/** Who acts, as audit events and invites name it. */
export function actorOf(caller: Caller): { type: "user" | "api_key"; id: string; name: string } {
  if (caller.kind === "api_key") return { type: "api_key", id: caller.keyId, name: caller.name }
  return { type: "user", id: caller.userId, name: caller.name }
}
