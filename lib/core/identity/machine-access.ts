import type { Tx } from "../db/client"
import { AppError } from "../errors"
import type { Access, Scope } from "./access"
import { ownScopes } from "./application-scopes"
import { accessOfCreator } from "./creator-access"
import { capped } from "./key-access"
import { covers } from "./permissions"
import { readCalling } from "./read-application"

/** What a machine's token says beside its application. */
export type MachineToken = {
  /** The secret that it was issued for; null where the machine authenticates by a key. */
  secretId: string | null
  /** The scopes that it was asked for; null for all of the machine's permissions. */
  asked: ReadonlySet<string> | null
  /** In seconds since 1970. */
  issuedAt: number
}

type MachineRights = {
  keyId: string
  tenantId: string
  organizationId: string | null
  creatorId: string
  permissions: readonly string[]
  machine: MachineToken
}

/**
 * Returns a machine's access in a scope, or null: its permissions, capped at its creator's current ones and the scopes of
 * its token. Its rank is its creator's, `admin` at most in an organization, and never a super admin's.
 */
export async function accessOfMachine(of: MachineRights, scope: Scope, tx?: Tx): Promise<Access | null> {
  const { tenantId, organizationId: own, creatorId, machine } = of
  if (tenantId !== scope.tenantId || (own && own !== scope.organizationId)) return null
  const top = own ? "admin" : "tenant_admin"
  const limit = await accessOfCreator(creatorId, scope, "tenant_admin", tx)
  if (!limit) return null
  const possible: ReadonlySet<string> = new Set(ownScopes({ type: "machine", third_party: false }))
  const allowed = of.permissions.filter(
    (name) => possible.has(name) && (machine.asked?.has(name) ?? true) && covers(limit, name),
  )
  const rank = capped({ role: top, role_rank: top }, limit)
  return { ...scope, ...rank, included: [], direct: allowed, permissions: new Set(allowed), since: null, policy: null }
}

/** Seconds until a machine's secret expires; null for never. Undefined for one that no longer works. */
export async function secondsOfSecret(client: Tx, tenantId: string, applicationId: string, secretId: string) {
  const [row] = await client.$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM s.expires_at - clock_timestamp())::float8 AS seconds FROM application_secrets s
    WHERE s.tenant_id = ${tenantId} AND s.application_id = ${applicationId} AND s.id = ${secretId}
      AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > clock_timestamp())`
  return row?.seconds
}

/**
 * Whether a machine was suspended in or after the second in which its token was issued: reactivated, it has to ask for a
 * new one.
 */
export async function isOutdated(client: Tx, tenantId: string, id: string, issuedAt: number): Promise<boolean> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT r.id FROM revocations r
    WHERE r.tenant_id = ${tenantId} AND r.application_id = ${id} AND r.sid IS NULL AND r.sub IS NULL
      AND floor(extract(epoch FROM r.before)) >= ${issuedAt}::float8 LIMIT 1`
  return rows.length > 0
}

/**
 * Asserts inside a transaction that a machine is still active, with the secret of its token, and holds it so.
 * @returns what it may be now
 * @throws AppError invalid_token
 */
export async function assertMachineLives<M extends MachineRights>(tx: Tx, of: M): Promise<M> {
  const application = await readCalling(of.tenantId, of.keyId, tx)
  if (application?.type !== "machine") throw new AppError("invalid_token")
  const { secretId, issuedAt } = of.machine
  if (await isOutdated(tx, of.tenantId, of.keyId, issuedAt)) throw new AppError("invalid_token")
  if (secretId && (await secondsOfSecret(tx, of.tenantId, of.keyId, secretId)) === undefined)
    throw new AppError("invalid_token")
  return { ...of, creatorId: application.creator_id ?? "", permissions: application.permissions }
}
