import { touchMembership } from "../cache/last-seen"
import type { Tx } from "../db/client"
import { AppError } from "../errors"
import { type Access, accessOfPerson, type Scope } from "./access"
import { applicationNow } from "./application-caller"
import type { Caller, KeyCaller, UserCaller } from "./caller"
import { assertComplies } from "./comply"
import { accessOfKey, rightsOfKey } from "./key-access"
import { accessOfMachine, assertMachineLives } from "./machine-access"
import { needsVerifiedEmail, outranks, type Requirement } from "./permissions"
import { cutTo } from "./through"

// Actors are created in this file only: holding one proves that the check has passed.
declare const granted: unique symbol

/** A caller who has been checked for the requirement `P` in a scope. */
export type Actor<P extends Requirement> = Access & {
  readonly [granted]: (right: P) => void
  readonly caller: Caller
}

/**
 * Returns a caller's access in a scope, or null without access. Suspended, deleted and expired memberships give none.
 * It says nothing about whether they signed in as the scope's policy demands: `actorAt` does.
 * @param tx inside a transaction: read by it, bypassing the cache
 */
export async function accessAt(caller: Caller, scope: Scope, tx?: Tx): Promise<Access | null> {
  if (caller.kind === "user") {
    const access = await accessOfPerson(caller.userId, caller.superAdmin, scope, tx)
    return access && caller.through ? cutTo(access, caller.through) : access
  }
  const { machine } = caller
  return machine ? accessOfMachine({ ...caller, machine }, scope, tx) : accessOfKey(caller, scope, tx)
}

/**
 * Authorizes a caller for `right` in a scope.
 * @throws AppError not_found (no access to the scope), permission_required (names the missing permission),
 * email_not_verified, and what `assertComplies` throws
 */
export async function actorAt<P extends Requirement>(caller: Caller, scope: Scope, right: P): Promise<Actor<P>> {
  const access = await accessAt(caller, scope)
  if (!access) throw new AppError("not_found")
  await assertComplies(caller, access)
  if (!holds(access, right)) throw new AppError("permission_required", { reason: "missing", required: right })
  if (caller.kind === "user" && !caller.verified && needsVerifiedEmail(right)) throw new AppError("email_not_verified")
  // A browser's session belongs to no organization: this is where its use in one is known.
  if (caller.kind === "user" && caller.sessionKind === "browser") touchMembership(caller.userId, scope)
  return { ...access, caller } as Actor<P>
}

/**
 * Actor for self-service operations on one's own membership; the service limits it to that. No policy applies: people may
 * leave, and see what is stored about them.
 * @throws AppError not_found without access to the scope
 */
export async function ownActorAt<P extends Requirement>(caller: UserCaller, scope: Scope): Promise<Actor<P>> {
  const access = await accessAt(caller, scope)
  if (!access) throw new AppError("not_found")
  return { ...access, caller } as Actor<P>
}

type Now = { email: string; name: string; verified: boolean; super_admin: boolean }

/**
 * Asserts inside a transaction that the caller is still signed in: the session is neither revoked nor expired, the
 * account not closed. Locks both until the transaction ends, so that revoking them waits.
 * @returns the caller's current data
 * @throws AppError invalid_token
 */
export async function assertSignedIn(tx: Tx, me: UserCaller): Promise<UserCaller> {
  const [account] = await tx.$queryRaw<Now[]>`
    SELECT email, name, email_verified_at IS NOT NULL AS verified, super_admin FROM users
    WHERE id = ${me.userId} AND deleted_at IS NULL FOR SHARE`
  const [session] = await tx.$queryRaw<unknown[]>`
    SELECT id FROM sessions
    WHERE user_id = ${me.userId} AND id = ${me.sessionId} AND ended_at IS NULL AND expires_at > clock_timestamp() FOR SHARE`
  if (!account || !session) throw new AppError("invalid_token")
  const { email, name, verified, super_admin } = account
  const through = me.through && (await applicationNow(tx, me, me.through))
  return { ...me, email, name, verified, superAdmin: super_admin && !through, through }
}

/**
 * As `assertSignedIn`, for an API key: neither the key nor the secret that was sent is revoked or expired.
 * @throws AppError invalid_token
 */
async function assertKeyLives(tx: Tx, key: KeyCaller): Promise<KeyCaller> {
  const { machine } = key
  if (machine) return assertMachineLives(tx, { ...key, machine })
  const [secret] = await tx.$queryRaw<unknown[]>`
    SELECT hash FROM secrets
    WHERE hash = ${key.secretHash} AND kind = 'api_key' AND revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at > clock_timestamp()) FOR SHARE`
  const [row] = await tx.$queryRaw<
    { maker_id: string; role: string; roleRank: string | null; permissions: string[] }[]
  >`
    SELECT maker_id, role, role_rank AS "roleRank", permissions FROM api_keys
    WHERE tenant_id = ${key.tenantId} AND id = ${key.keyId} AND revoked_at IS NULL FOR SHARE`
  if (!secret || !row) throw new AppError("invalid_token")
  return { ...key, creatorId: row.maker_id, ...(await rightsOfKey(tx, { ...row, tenantId: key.tenantId })) }
}

/**
 * Repeats the authorization inside a transaction, behind the lock of the organization or tenant: the caller is still
 * signed in, or the key valid, and still meets `right` there.
 * @returns the current actor, for all later checks
 * @throws AppError invalid_token, not_found, permission_required, and what `assertComplies` throws
 */
export async function assertStillAuthorized<P extends Requirement>(
  tx: Tx,
  actor: Actor<P>,
  right: P,
): Promise<Actor<P>> {
  const { caller } = actor
  const now = caller.kind === "user" ? await assertSignedIn(tx, caller) : await assertKeyLives(tx, caller)
  const access = await accessAt(now, actor, tx)
  if (!access) throw new AppError("not_found")
  await assertComplies(now, access, tx)
  if (!holds(access, right)) throw new AppError("permission_required", { reason: "missing", required: right })
  return { ...access, caller: now } as Actor<P>
}

/**
 * As `assertStillAuthorized`, for self-service operations on one's own membership, without a permission.
 * @throws AppError invalid_token, not_found
 */
export async function assertStillSelf<P extends Requirement>(tx: Tx, actor: Actor<P>): Promise<Actor<P>> {
  if (actor.caller.kind !== "user") throw new AppError("not_a_user")
  const now = await assertSignedIn(tx, actor.caller)
  const access = await accessAt(now, actor, tx)
  if (!access) await assertScopeOpen(tx, actor)
  return { ...(access ?? actor), caller: now } as Actor<P>
}

/** Asserts that organization and tenant are active. @throws AppError not_found */
async function assertScopeOpen(tx: Tx, { tenantId, organizationId }: Scope): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT o.id FROM organizations o JOIN tenants t ON t.id = o.tenant_id AND t.status = 'active'
    WHERE o.tenant_id = ${tenantId} AND o.id = ${organizationId} AND o.status = 'active'`
  if (rows.length === 0) throw new AppError("not_found")
}

function holds(access: Access, right: Requirement): boolean {
  if (right === "member") return true
  if (right === "tenant_admin" || right === "super_admin") return !outranks(right, access.role_rank)
  return access.permissions.has(right)
}
