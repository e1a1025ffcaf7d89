import { cached } from "../cache/authorization-cache"
import { db, type Tx } from "../db/client"
import { AppError } from "../errors"
import { type Access, accessOfPerson, type Scope } from "./access"
import { ownScopes } from "./application-scopes"
import { capped } from "./key-access"
import { covers } from "./permissions"
import { readCalling } from "./read-application"

/** What a machine's token says beside its application. */
export type MachineToken = {
  /** The secret that it was issued for; null where the machine authenticates by a key. */
  secretId: string | null
  /** The scopes that it was asked for; null for all of the machine's permissions. */
  asked: ReadonlySet<string> | null
}

type MachineRights = {
  keyId: string
  tenantId: string
  organizationId: string | null
  /** Empty for the operator. */
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
  const limit = creatorId ? await accessOfCreator(creatorId, scope, tx) : undefined
  if (limit === null) return null
  // The operator's machines are not cut to anyone's permissions.
  const holds = (name: string) => !limit || covers(limit, name)
  const possible: ReadonlySet<string> = new Set(ownScopes({ type: "machine", third_party: false }))
  const allowed = of.permissions.filter(
    (name) => possible.has(name) && (machine.asked?.has(name) ?? true) && holds(name),
  )
  const rank = limit ? capped({ role: top, role_rank: top }, limit) : ({ role: top, role_rank: top } as const)
  return { ...scope, ...rank, included: [], direct: allowed, permissions: new Set(allowed), since: null }
}

async function accessOfCreator(id: string, scope: Scope, tx?: Tx): Promise<Access | null> {
  const read = async (client: Tx) => {
    const value = await client.user.findUnique({ where: { id, deletedAt: null }, select: { id: true } })
    return value && { value, tags: [`user:${id}`] as const }
  }
  const open = tx ? await read(tx) : await cached(`creator ${id}`, () => read(db()))
  return open && accessOfPerson(id, false, scope, tx)
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
 * Asserts inside a transaction that a machine is still active, with the secret of its token, and holds it so.
 * @returns what it may be now
 * @throws AppError invalid_token
 */
export async function assertMachineLives<M extends MachineRights>(tx: Tx, of: M): Promise<M> {
  const application = await readCalling(of.tenantId, of.keyId, tx)
  if (application?.type !== "machine") throw new AppError("invalid_token")
  const { secretId } = of.machine
  if (secretId && (await secondsOfSecret(tx, of.tenantId, of.keyId, secretId)) === undefined)
    throw new AppError("invalid_token")
  return { ...of, creatorId: application.creator_id ?? "", permissions: application.permissions }
}
