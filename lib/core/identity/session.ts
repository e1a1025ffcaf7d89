import { cached, cachedWith, type Loaded, peek } from "../cache/authorization-cache"
import { touchKey, touchMembership, touchSession } from "../cache/last-seen"
import { sha256 } from "../crypto"
import { beganAt, db, type Tx } from "../db/client"
import { AppError, fieldError } from "../errors"
import type { Incoming } from "../http/response"
import { verifyAccessToken } from "./access-tokens"
import { effective, needsVerifiedEmail, outranks, type Right, type Role } from "./permissions"

// Callers and actors are minted in this file and nowhere else: who holds one has passed the check.
declare const minted: unique symbol
declare const granted: unique symbol

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
  readonly makerId: string
  readonly tenantId: string
  /** Null: the whole tenant. */
  readonly organizationId: string | null
  readonly role: Role
  readonly permissions: readonly string[]
}

export type Caller = UserCaller | KeyCaller

/** Where something happens: an organization, or (null) the tenant as a whole. */
export type Place = { tenantId: string; organizationId: string | null }

/** What a caller is at a place. */
export type Standing = Place & {
  role: Role
  /** Direct permissions of the membership there, beside the role's defaults. */
  direct: readonly string[]
  permissions: ReadonlySet<string>
  /** Since when, without a break: a token from before a suspension or removal stays dead. */
  since: Date | null
}

/** A caller who has been shown to hold the right `P` at a place. */
export type Actor<P extends Right> = Standing & {
  readonly [granted]: (right: P) => void
  readonly caller: Caller
}

/**
 * Who sends a request: an access token or API key in `Authorization: Bearer`, never a cookie.
 * @returns at once for a token that was asked for before
 * @throws AppError unauthenticated, invalid_token
 */
export function callerOfRequest(request: Incoming): Caller | Promise<Caller> {
  const header = request.headers.get("authorization")
  if (header === null) throw new AppError("unauthenticated")
  const credential = /^Bearer +([A-Za-z0-9._~+/=-]{1,8192})$/i.exec(header)?.[1]
  if (!credential) throw new AppError("invalid_token")
  return credential.startsWith("nsk_")
    ? callerOfKey(credential)
    : (knownCaller(credential) ?? callerOfAccessToken(credential))
}

type KnownCaller = { caller: UserCaller; lastSeenAt: Date }

/**
 * The person behind an access token, as the database sees them now.
 * @throws AppError invalid_token when session, account or the membership it was made for have ended
 */
export async function callerOfAccessToken(token: string): Promise<UserCaller> {
  const known = knownCaller(token) ?? (await cached(`token ${token}`, () => readCaller(token)))?.caller
  if (!known) throw new AppError("invalid_token")
  return known
}

/** The person behind an access token that was asked for before and that nothing has changed for; else undefined. */
export function knownCaller(token: string): UserCaller | undefined {
  const known = peek<KnownCaller>(`token ${token}`)
  if (!known) return undefined
  const { caller, lastSeenAt } = known
  touchSession(caller.userId, caller.sessionId, lastSeenAt, caller.tenantId, caller.organizationId)
  return caller
}

async function readCaller(token: string): Promise<Loaded<KnownCaller> | null> {
  const { sub, sid, org, ten, iat, exp } = await verifyAccessToken(token)
  const session = await loadSession(sub, sid)
  if (session?.value.kind !== "api") return null
  const caller = callerIn(session.value, { userId: sub, sessionId: sid, tenantId: ten, organizationId: org })
  const standing = ten ? await loadStanding(sub, caller.superAdmin, { tenantId: ten, organizationId: org }) : null
  const since = standing?.value.standing?.since?.getTime() ?? 0
  if (ten && (!standing?.value.standing || iat < Math.floor(since / 1000) || since > session.value.opened_at))
    return null
  return {
    value: { caller, lastSeenAt: session.value.last_seen_at },
    tags: [...session.tags, ...(standing?.tags ?? [])],
    seconds: Math.min(exp - Date.now() / 1000, session.seconds ?? forever, standing?.seconds ?? forever),
  }
}

const forever = Number.POSITIVE_INFINITY

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

async function readSession(userId: string, sessionId: string): Promise<Loaded<SessionRow> | null> {
  const [row] = await db.$queryRaw<(SessionRow & { seconds: number })[]>`
    SELECT s.kind, s.proved_at, s.last_seen_at, u.email, u.name, u.email_verified_at IS NOT NULL AS verified, u.super_admin,
           extract(epoch FROM COALESCE(s.opened_at, s.created_at))::float8 * 1000 AS opened_at,
           extract(epoch FROM s.expires_at - now())::float8 AS seconds
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
  const { id: keyId, name, makerId, tenantId, organizationId, role, permissions } = key
  const caller = {
    kind: "api_key",
    keyId,
    secretHash: hash,
    name,
    makerId,
    tenantId,
    organizationId,
    role,
    permissions,
  } as unknown as KeyCaller
  if (!(await keyStanding(caller, { tenantId, organizationId }))) throw new AppError("invalid_token")
  touchKey(tenantId, keyId, key.lastUsedAt)
  return caller
}

async function readKey(hash: Uint8Array<ArrayBuffer>) {
  const [row] = await db.$queryRaw<{ tenant_id: string; subject: string; seconds: number | null }[]>`
    SELECT tenant_id, subject, extract(epoch FROM expires_at - now())::float8 AS seconds FROM secrets
    WHERE hash = ${hash} AND kind = 'api_key' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`
  if (!row) return null
  const key = await db.apiKey.findFirst({ where: { tenantId: row.tenant_id, id: row.subject, revokedAt: null } })
  return key && { value: key, tags: [`key:${key.id}`, `tenant:${key.tenantId}`] as const, seconds: row.seconds }
}

type StandingRow = {
  tenant_admin: boolean
  role: Role | null
  permissions: string[] | null
  since: Date | null
  /** Until the membership's end date. */
  seconds: number | null
}

/** What a caller is at a place, or null when they have no part in it. Suspended, ended and expired count as no part. */
export async function standingAt(caller: Caller, place: Place): Promise<Standing | null> {
  if (caller.kind === "api_key") return keyStanding(caller, place)
  return personStanding(caller.userId, caller.superAdmin, place)
}

/**
 * What a person is at a place, whoever asks.
 * @param tx inside a transaction: read by it, past the cache
 */
export async function personStanding(
  userId: string,
  superAdmin: boolean,
  place: Place,
  tx?: Tx,
): Promise<Standing | null> {
  const found = tx ? await readStanding(userId, superAdmin, place, tx) : await loadStanding(userId, superAdmin, place)
  return found?.value.standing ?? null
}

function loadStanding(userId: string, superAdmin: boolean, { tenantId, organizationId }: Place) {
  const key = `standing ${userId} ${superAdmin} ${tenantId} ${organizationId ?? ""}`
  return cachedWith(key, () => readStanding(userId, superAdmin, { tenantId, organizationId }, db))
}

async function readStanding(
  userId: string,
  superAdmin: boolean,
  place: Place,
  client: Tx,
): Promise<Loaded<{ standing: Standing | null }> | null> {
  const { tenantId, organizationId } = place
  const [row] = organizationId
    ? await client.$queryRaw<StandingRow[]>`
        SELECT a.user_id IS NOT NULL AS tenant_admin, m.role, m.permissions,
               GREATEST(LEAST(a.created_at, m.active_since), o.active_since, t.active_since) AS since,
               extract(epoch FROM m.expires_at - clock_timestamp())::float8 AS seconds
        FROM organizations o
        JOIN tenants t ON t.id = o.tenant_id AND t.status = 'active'
        LEFT JOIN tenant_admins a ON a.tenant_id = o.tenant_id AND a.user_id = ${userId} AND a.deleted_at IS NULL
        LEFT JOIN memberships m ON m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id = ${userId}
          AND m.status = 'active' AND m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())
        WHERE o.tenant_id = ${tenantId} AND o.id = ${organizationId} AND o.status = 'active'`
    : await client.$queryRaw<StandingRow[]>`
        SELECT a.user_id IS NOT NULL AS tenant_admin, NULL AS role, NULL AS permissions,
               GREATEST(a.created_at, t.active_since) AS since, NULL AS seconds
        FROM tenants t LEFT JOIN tenant_admins a ON a.tenant_id = t.id AND a.user_id = ${userId} AND a.deleted_at IS NULL
        WHERE t.id = ${tenantId} AND (t.status = 'active' OR (t.status = 'suspended' AND ${superAdmin}::boolean))`
  if (!row) return null
  const tags = [`user:${userId}`, `tenant:${tenantId}`, `organization:${organizationId ?? ""}`] as const
  return { value: { standing: toStanding(row, superAdmin, place) }, tags, seconds: row.seconds }
}

function toStanding(row: StandingRow, superAdmin: boolean, place: Place): Standing | null {
  const role = superAdmin ? "super_admin" : row.tenant_admin ? "tenant_admin" : row.role
  if (!role) return null
  const direct = row.permissions ?? []
  return { ...place, role, direct, permissions: new Set(effective(role, direct)), since: row.since }
}

/** What a key is at a place, by its id: null when it was revoked or has expired. */
export async function keyStandingById(client: Tx, keyId: string, place: Place): Promise<Standing | null> {
  const key = await client.apiKey.findFirst({ where: { tenantId: place.tenantId, id: keyId, revokedAt: null } })
  const live = key && (key.expiresAt === null || key.expiresAt > (await beganAt(client)))
  return live ? keyStanding({ ...key, role: key.role as Role }, place, client) : null
}

type KeyRights = Pick<KeyCaller, "tenantId" | "organizationId" | "makerId" | "role" | "permissions">

async function keyStanding(key: KeyRights, place: Place, tx?: Tx): Promise<Standing | null> {
  const within = key.tenantId === place.tenantId && (!key.organizationId || key.organizationId === place.organizationId)
  if (!within) return null
  const maker = tx
    ? (await readMaker(key.makerId, tx))?.value
    : await cached(`maker ${key.makerId}`, () => readMaker(key.makerId, db))
  const limit = maker && (await personStanding(key.makerId, maker.superAdmin, place, tx))
  if (!limit) return null
  const role = outranks(key.role, limit.role) ? limit.role : key.role
  const allowed = key.permissions.filter((p) => limit.permissions.has(p) || !outranks("admin", limit.role))
  return { ...place, role, direct: allowed, permissions: new Set(allowed), since: null }
}

async function readMaker(id: string, client: Tx) {
  const value = await client.user.findUnique({ where: { id, deletedAt: null }, select: { superAdmin: true } })
  return value && { value, tags: [`user:${id}`] as const }
}

/**
 * Proves that the caller holds `right` at `place`.
 * @throws AppError not_found (no part in the place), permission_required (names what is missing), email_not_verified
 */
export async function actorAt<P extends Right>(caller: Caller, place: Place, right: P): Promise<Actor<P>> {
  const standing = await standingAt(caller, place)
  if (!standing) throw new AppError("not_found")
  if (!holds(standing, right)) throw new AppError("permission_required", { required: right })
  if (caller.kind === "user" && !caller.verified && needsVerifiedEmail(right)) throw new AppError("email_not_verified")
  // A browser's session belongs to no organization: where it is used shows here.
  if (caller.kind === "user" && caller.sessionKind === "browser") touchMembership(caller.userId, place)
  return { ...standing, caller } as Actor<P>
}

/**
 * An actor for what somebody does to their own membership; the service limits it to that.
 * @throws AppError not_found when they have no part in the place
 */
export async function ownActorAt<P extends Right>(caller: UserCaller, place: Place): Promise<Actor<P>> {
  const standing = await standingAt(caller, place)
  if (!standing) throw new AppError("not_found")
  return { ...standing, caller } as Actor<P>
}

/**
 * Asserts inside a transaction that the person who sent the request is still signed in: the session has neither ended nor
 * expired, the account is not closed. Locks both until the transaction ends, so that whatever ends them waits.
 * @returns the caller as they are now
 * @throws AppError invalid_token
 */
export async function assertSignedIn(tx: Tx, me: UserCaller): Promise<UserCaller> {
  const [account] = await tx.$queryRaw<Pick<SessionRow, "email" | "name" | "verified" | "super_admin">[]>`
    SELECT email, name, email_verified_at IS NOT NULL AS verified, super_admin FROM users
    WHERE id = ${me.userId} AND deleted_at IS NULL FOR SHARE`
  const [session] = await tx.$queryRaw<unknown[]>`
    SELECT id FROM sessions
    WHERE user_id = ${me.userId} AND id = ${me.sessionId} AND ended_at IS NULL AND expires_at > clock_timestamp() FOR SHARE`
  if (!account || !session) throw new AppError("invalid_token")
  const { email, name, verified, super_admin: superAdmin } = account
  return { ...me, email, name, verified, superAdmin }
}

/**
 * As `assertSignedIn`, for an API key: neither the key nor the secret that was sent is revoked or expired.
 * @throws AppError invalid_token
 */
async function assertKeyLives(tx: Tx, key: KeyCaller): Promise<KeyCaller> {
  const [secret] = await tx.$queryRaw<unknown[]>`
    SELECT hash FROM secrets
    WHERE hash = ${key.secretHash} AND kind = 'api_key' AND revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at > clock_timestamp()) FOR SHARE`
  const [row] = await tx.$queryRaw<{ maker_id: string; role: Role; permissions: string[] }[]>`
    SELECT maker_id, role, permissions FROM api_keys
    WHERE tenant_id = ${key.tenantId} AND id = ${key.keyId} AND revoked_at IS NULL FOR SHARE`
  if (!secret || !row) throw new AppError("invalid_token")
  return { ...key, makerId: row.maker_id, role: row.role, permissions: row.permissions }
}

/**
 * Asserts inside a transaction, behind the lock of the organization or tenant, what was proved before it: that the caller
 * is still signed in, or the key valid, and still holds `right` there.
 * @returns the actor as they are now, for every check that follows
 * @throws AppError invalid_token, not_found, permission_required
 */
export async function provenAgain<P extends Right>(tx: Tx, actor: Actor<P>, right: P): Promise<Actor<P>> {
  const { caller } = actor
  const now = caller.kind === "user" ? await assertSignedIn(tx, caller) : await assertKeyLives(tx, caller)
  const standing =
    now.kind === "user"
      ? await personStanding(now.userId, now.superAdmin, actor, tx)
      : await keyStanding(now, actor, tx)
  if (!standing) throw new AppError("not_found")
  if (!holds(standing, right)) throw new AppError("permission_required", { required: right })
  return { ...standing, caller: now } as Actor<P>
}

/**
 * As `provenAgain`, for what somebody does to their own membership, whatever they hold.
 * @throws AppError invalid_token, not_found
 */
export async function ownProvenAgain<P extends Right>(tx: Tx, actor: Actor<P>): Promise<Actor<P>> {
  if (actor.caller.kind !== "user") throw new AppError("not_a_user")
  const now = await assertSignedIn(tx, actor.caller)
  const standing = await personStanding(now.userId, now.superAdmin, actor, tx)
  if (!standing) await assertScopeOpen(tx, actor)
  return { ...(standing ?? actor), caller: now } as Actor<P>
}

/** Asserts that organization and tenant are active. @throws AppError not_found */
async function assertScopeOpen(tx: Tx, { tenantId, organizationId }: Place): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT o.id FROM organizations o JOIN tenants t ON t.id = o.tenant_id AND t.status = 'active'
    WHERE o.tenant_id = ${tenantId} AND o.id = ${organizationId} AND o.status = 'active'`
  if (rows.length === 0) throw new AppError("not_found")
}

function holds(standing: Standing, right: Right): boolean {
  if (right === "member") return true
  if (right === "tenant_admin" || right === "super_admin") return !outranks(right, standing.role)
  return standing.permissions.has(right)
}

/** Whether a text can be an id at all; what cannot never reaches a query. */
export const isId = (text: string) => /^[A-Za-z0-9_]{1,64}$/.test(text)

/** True when an access token or key may look into the tenant at all. */
export function opensTenant(caller: Caller, tenantId: string): boolean {
  if (!isId(tenantId)) return false
  if (caller.kind === "api_key") return caller.tenantId === tenantId
  return caller.superAdmin || caller.sessionKind === "browser" || caller.tenantId === tenantId
}

/**
 * The place of an organization that the caller names.
 * @throws AppError not_found, also when it is another tenant's
 */
export async function placeOfOrganization(caller: Caller, organizationId: string): Promise<Place> {
  const row = isId(organizationId)
    ? await cached(`tenant of ${organizationId}`, () => readTenantOf(organizationId))
    : null
  if (!row || !opensTenant(caller, row.tenantId)) throw new AppError("not_found")
  return { tenantId: row.tenantId, organizationId }
}

async function readTenantOf(organizationId: string) {
  const value = await db.organizationTenant.findUnique({ where: { organizationId } })
  return value && { value, tags: [`organization:${organizationId}`] as const }
}

/**
 * The caller's own place: their token's organization, or a key's.
 * @throws AppError validation_failed where there is no single one
 */
export function ownPlace(caller: Caller): Place {
  if (caller.tenantId && caller.organizationId)
    return { tenantId: caller.tenantId, organizationId: caller.organizationId }
  throw fieldError("organization_id", "required", "Say which organization you mean with organization_id.")
}

/** Who acts, as audit events and invites name it. */
export function actorOf(caller: Caller): { type: "user" | "api_key"; id: string; name: string } {
  if (caller.kind === "api_key") return { type: "api_key", id: caller.keyId, name: caller.name }
  return { type: "user", id: caller.userId, name: caller.name }
}
