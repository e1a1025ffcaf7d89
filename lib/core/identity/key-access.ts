import { cached } from "../cache/authorization-cache"
import { db, type Tx } from "../db/client"
import { transactionTimestamp } from "../db/transaction"
import { type Access, accessOfPerson, type Scope } from "./access"
import { outranks, type Role } from "./permissions"

/** Returns a key's access in a scope, by its ID: null when it is revoked or expired. */
export async function accessOfKeyById(client: Tx, keyId: string, scope: Scope): Promise<Access | null> {
  const key = await client.apiKey.findFirst({ where: { tenantId: scope.tenantId, id: keyId, revokedAt: null } })
  const live = key && (key.expiresAt === null || key.expiresAt > (await transactionTimestamp(client)))
  return live ? accessOfKey({ ...key, role: key.role as Role }, scope, client) : null
}

type KeyRights = {
  tenantId: string
  organizationId: string | null
  creatorId: string
  role: Role
  permissions: readonly string[]
}

/**
 * Returns a key's access in a scope, or null: its role and permissions, capped at its creator's current ones. A creator
 * who is an admin covers every permission, since they could grant it.
 */
export async function accessOfKey(key: KeyRights, scope: Scope, tx?: Tx): Promise<Access | null> {
  const within = key.tenantId === scope.tenantId && (!key.organizationId || key.organizationId === scope.organizationId)
  if (!within) return null
  const maker = tx
    ? (await readCreator(key.creatorId, tx))?.value
    : await cached(`maker ${key.creatorId}`, () => readCreator(key.creatorId, db()))
  const limit = maker && (await accessOfPerson(key.creatorId, maker.superAdmin, scope, tx))
  if (!limit) return null
  const role = outranks(key.role, limit.role) ? limit.role : key.role
  const allowed = key.permissions.filter((p) => limit.permissions.has(p) || !outranks("admin", limit.role))
  return { ...scope, role, direct: allowed, permissions: new Set(allowed), since: null }
}

async function readCreator(id: string, client: Tx) {
  const value = await client.user.findUnique({ where: { id, deletedAt: null }, select: { superAdmin: true } })
  return value && { value, tags: [`user:${id}`] as const }
}
