import type { Tx } from "../db/client"
import { transactionTimestamp } from "../db/transaction"
import type { Access, Scope } from "./access"
import { accessOfCreator } from "./creator-access"
import { covers, isBuiltInRole, outranks, type Role, rankOf } from "./permissions"
import { readTermsOf } from "./role-terms"

/** Returns a key's access in a scope, by its ID: null when it is revoked or expired. */
export async function accessOfKeyById(client: Tx, keyId: string, scope: Scope): Promise<Access | null> {
  const key = await client.apiKey.findFirst({ where: { tenantId: scope.tenantId, id: keyId, revokedAt: null } })
  const live = key && (key.expiresAt === null || key.expiresAt > (await transactionTimestamp(client)))
  return live ? accessOfKey({ ...key, ...(await rightsOfKey(client, key)) }, scope, client) : null
}

type StoredKey = { tenantId: string; role: string; roleRank: string | null; permissions: readonly string[] }

/** Returns what a stored key has been given: its own permissions, and those of a role of the tenant's own. */
export async function rightsOfKey(
  client: Tx,
  { tenantId, role, roleRank, permissions }: StoredKey,
): Promise<Pick<KeyRights, "role" | "role_rank" | "permissions">> {
  // A built-in role limits whom the key can manage, and includes no permissions.
  if (isBuiltInRole(role)) return { role, role_rank: role, permissions }
  const { included } = await readTermsOf(client, tenantId, role)
  return { role, role_rank: rankOf(role, roleRank), permissions: [...new Set([...permissions, ...included])] }
}

type KeyRights = {
  tenantId: string
  organizationId: string | null
  creatorId: string
  role: string
  role_rank: Role
  permissions: readonly string[]
}

/**
 * Returns a key's access in a scope, or null: its role and permissions, capped at its creator's current ones. The
 * creator's access suffices for what they have, and for custom permissions that they could grant (`covers`).
 */
export async function accessOfKey(key: KeyRights, scope: Scope, tx?: Tx): Promise<Access | null> {
  const within = key.tenantId === scope.tenantId && (!key.organizationId || key.organizationId === scope.organizationId)
  if (!within) return null
  const limit = await accessOfCreator(key.creatorId, scope, "super_admin", tx)
  if (!limit) return null
  const allowed = key.permissions.filter((permission) => covers(limit, permission))
  return {
    ...scope,
    ...capped(key, limit),
    included: [],
    direct: allowed,
    permissions: new Set(allowed),
    since: null,
    policy: null,
  }
}

/** A role, capped: a built-in one is worth no more than the role of the tenant's own that its creator has. */
export function capped(key: Pick<KeyRights, "role" | "role_rank">, limit: Access): Pick<Access, "role" | "role_rank"> {
  const above = outranks(key.role_rank, limit.role_rank)
  const role_rank = above ? limit.role_rank : key.role_rank
  return { role: above || (isBuiltInRole(key.role) && !isBuiltInRole(limit.role)) ? limit.role : key.role, role_rank }
}
