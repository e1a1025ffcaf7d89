import { cached } from "../cache/authorization-cache"
import { touchKey, touchMembership, touchSession } from "../cache/last-seen"
import { sha256 } from "../crypto"
import { db } from "../db/client"
import { AppError } from "../errors"
import { type Authentication, authenticationIn } from "./authentication"
import { accessOfKey, rightsOfKey } from "./key-access"
import type { MachineToken } from "./machine-access"
import type { Role } from "./permissions"
import type { CallingApplication, SignInRow } from "./read-application"
import { loadSession, type SessionRow } from "./read-session"
import type { Through } from "./through"

// Callers are created in this file only: holding one proves that the check has passed.
declare const minted: unique symbol

/** A signed-in person. */
export type UserCaller = {
  readonly [minted]: true
  readonly kind: "user"
  readonly userId: string
  readonly sessionId: string
  /** A browser session has access to the whole account; an access token to `tenantId` only. */
  readonly sessionKind: "browser" | "api"
  readonly tenantId: string | null
  readonly organizationId: string | null
  readonly email: string
  readonly name: string
  readonly verified: boolean
  readonly superAdmin: boolean
  /** False for those who sign in in other ways only: they prove themselves by an emailed code. */
  readonly hasPassword: boolean
  /** When the password or a code was last confirmed. */
  readonly provedAt: Date
  /** How they have signed in. */
  readonly authentication: Authentication
  /** The application that the token belongs to; null where it is the person's own. */
  readonly through: Through | null
}

/**
 * A server with an API key, or a machine with a token. Role and permissions are the stored ones: `accessOfKey()` and
 * `accessOfMachine()` cap them at its creator's.
 */
export type KeyCaller = {
  readonly [minted]: true
  readonly kind: "api_key"
  /** Of a machine, the application's. */
  readonly keyId: string
  /** Of a machine: what its token says. Null for a key. */
  readonly machine: MachineToken | null
  /** SHA-256 of the secret that was sent: a key can have two while it is rotated. */
  readonly secretHash: Uint8Array<ArrayBuffer>
  readonly name: string
  readonly creatorId: string
  readonly tenantId: string
  /** Null: the whole tenant. */
  readonly organizationId: string | null
  readonly role: string
  readonly role_rank: Role
  /** Its own, and those of its role if that is one of the tenant's own. */
  readonly permissions: readonly string[]
}

export type Caller = UserCaller | KeyCaller

/** Returns the person of a browser's cookie, or null when that session has ended. */
export async function callerOfSession(userId: string, sessionId: string): Promise<UserCaller | null> {
  const session = await loadSession(userId, sessionId)
  if (session?.value.kind !== "browser") return null
  return callerIn(session.value, { userId, sessionId, tenantId: null, organizationId: null })
}

/** A session's owner and scope. */
export type Whose = { userId: string; sessionId: string; tenantId: string | null; organizationId: string | null }

/** Builds the caller of a session, and updates its "last seen". */
export function callerIn(row: SessionRow, whose: Whose): UserCaller {
  touchSession(whose.userId, whose.sessionId, row.moves)
  touchMembership(whose.userId, whose)
  const { kind, email, name, verified } = row
  const caller = { kind: "user", ...whose, sessionKind: kind, email, name, verified }
  return {
    ...caller,
    superAdmin: row.super_admin,
    hasPassword: row.has_password,
    provedAt: row.proved_at,
    authentication: authenticationIn(row),
    through: null,
  } as UserCaller
}

/** Builds the caller of an application's token: its person, never with the reach of a super admin. */
export function callerThrough(
  signIn: SignInRow,
  { userId, sessionId, through }: { userId: string; sessionId: string; through: Through },
): UserCaller {
  const { email, name, verified, has_password: hasPassword, proved_at: provedAt } = signIn
  const { tenantId, signedInAt: organizationId } = through
  const whose = { userId, sessionId, tenantId, organizationId, sessionKind: "api" }
  return {
    kind: "user",
    ...whose,
    email,
    name,
    verified,
    superAdmin: false,
    hasPassword,
    provedAt,
    authentication: authenticationIn(signIn),
    through,
  } as UserCaller
}

/** Builds the caller of a machine's token. */
export function callerOfMachine(of: CallingApplication, machine: MachineToken): KeyCaller {
  const rank: Role = of.organization_id ? "admin" : "tenant_admin"
  const rights = { role: rank, role_rank: rank, permissions: of.permissions, creatorId: of.creator_id ?? "" }
  const whose = { keyId: of.id, name: of.name, tenantId: of.tenant_id, organizationId: of.organization_id }
  return { kind: "api_key", ...whose, ...rights, machine, secretHash: new Uint8Array() } as unknown as KeyCaller
}

/** Returns the server of an API key. @throws AppError invalid_token */
export async function callerOfKey(secret: string): Promise<KeyCaller> {
  const hash = sha256(secret)
  const key = await cached(`key ${Buffer.from(hash).toString("base64url")}`, () => readKey(hash))
  if (!key) throw new AppError("invalid_token")
  const { id: keyId, name, creatorId, tenantId, organizationId, role, role_rank, permissions } = key
  const caller = {
    kind: "api_key",
    keyId,
    machine: null,
    secretHash: hash,
    name,
    creatorId,
    tenantId,
    organizationId,
    role,
    role_rank,
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
  if (!key) return null
  const value = { ...key, ...(await rightsOfKey(db(), key)) }
  return { value, tags: [`key:${key.id}`, `tenant:${key.tenantId}`] as const, seconds: row.seconds }
}

/** Returns the caller as audit events and invites name it. */
export function actorOf(caller: Caller): { type: "user" | "api_key" | "application"; id: string; name: string } {
  if (caller.kind === "api_key")
    return { type: caller.machine ? "application" : "api_key", id: caller.keyId, name: caller.name }
  return { type: "user", id: caller.userId, name: caller.name }
}
