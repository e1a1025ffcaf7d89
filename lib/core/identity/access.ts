import { cachedWith, type Loaded } from "../cache/authorization-cache"
import { db, type Tx } from "../db/client"
import { builtInTerms, effective, type Role, rankOf } from "./permissions"
import { type Policy, selectPolicies, strictest } from "./policy"

/** Authorization scope: an organization, or the whole tenant (null). */
export type Scope = { tenantId: string; organizationId: string | null }

/** A caller's effective role and permissions in a scope. */
export type Access = Scope & {
  /** A built-in role, or the key of one of the tenant's own. */
  role: string
  role_rank: Role
  /** Permissions that the role includes. */
  included: readonly string[]
  /** Direct permissions of the membership there, in addition to the role's. */
  direct: readonly string[]
  permissions: ReadonlySet<string>
  /** Start of uninterrupted access: a token from before a suspension or removal stays invalid. */
  since: Date | null
  /** How its person has to have signed in to enter; null: any way. Keys and machines are exempt. */
  policy: Policy | null
}

/**
 * Whether access has lasted without a break since a session got its scope: a token from before a suspension or removal
 * stays invalid when access comes back.
 * @param openedAt in milliseconds since 1970
 */
export const hasLasted = ({ since }: Access, openedAt: number) => since === null || since.getTime() <= openedAt

type AccessRow = {
  tenant_admin: boolean
  role: string | null
  role_rank: string | null
  /** Of a role of the tenant's own. */
  included: string[] | null
  permissions: string[] | null
  since: Date | null
  /** Seconds until the membership expires. */
  seconds: number | null
  policies: Policy[] | null
}

/**
 * Returns a person's access in a scope, for any caller.
 * @param tx inside a transaction: read by it, bypassing the cache
 */
export async function accessOfPerson(
  userId: string,
  superAdmin: boolean,
  scope: Scope,
  tx?: Tx,
): Promise<Access | null> {
  const found = tx ? await readAccess(userId, superAdmin, scope, tx) : await loadAccess(userId, superAdmin, scope)
  return found?.value.access ?? null
}

/** As `accessOfPerson`, from the cache, with its lifetime. */
export function loadAccess(userId: string, superAdmin: boolean, { tenantId, organizationId }: Scope) {
  const key = `standing ${userId} ${superAdmin} ${tenantId} ${organizationId ?? ""}`
  return cachedWith(key, () => readAccess(userId, superAdmin, { tenantId, organizationId }, db()))
}

async function readAccess(
  userId: string,
  superAdmin: boolean,
  scope: Scope,
  client: Tx,
): Promise<Loaded<{ access: Access | null }> | null> {
  const { tenantId, organizationId } = scope
  const policies = selectPolicies(tenantId, organizationId)
  const [row] = organizationId
    ? await client.$queryRaw<AccessRow[]>`
        SELECT a.user_id IS NOT NULL AS tenant_admin, m.role, m.role_rank,
               r.permissions AS included, m.permissions,
               GREATEST(LEAST(a.created_at, m.active_since), o.active_since, t.active_since) AS since,
               extract(epoch FROM m.expires_at - clock_timestamp())::float8 AS seconds, (${policies}) AS policies
        FROM organizations o
        JOIN tenants t ON t.id = o.tenant_id AND t.status = 'active'
        LEFT JOIN tenant_admins a ON a.tenant_id = o.tenant_id AND a.user_id = ${userId} AND a.deleted_at IS NULL
        LEFT JOIN memberships m ON m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id = ${userId}
          AND m.status = 'active' AND m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())
        LEFT JOIN roles r ON r.tenant_id = m.tenant_id AND r.key = m.role
        WHERE o.tenant_id = ${tenantId} AND o.id = ${organizationId} AND o.status = 'active'`
    : await client.$queryRaw<AccessRow[]>`
        SELECT a.user_id IS NOT NULL AS tenant_admin, NULL AS role, NULL AS role_rank, NULL AS included,
               NULL AS permissions,
               GREATEST(a.created_at, t.active_since) AS since, NULL AS seconds, (${policies}) AS policies
        FROM tenants t LEFT JOIN tenant_admins a ON a.tenant_id = t.id AND a.user_id = ${userId} AND a.deleted_at IS NULL
        WHERE t.id = ${tenantId} AND (t.status = 'active' OR (t.status = 'suspended' AND ${superAdmin}::boolean))`
  if (!row) return null
  const tags = [`user:${userId}`, `tenant:${tenantId}`, `organization:${organizationId ?? ""}`] as const
  return { value: { access: toAccess(row, superAdmin, scope) }, tags, seconds: row.seconds }
}

function toAccess(row: AccessRow, superAdmin: boolean, scope: Scope): Access | null {
  const role = superAdmin ? "super_admin" : row.tenant_admin ? "tenant_admin" : row.role
  if (!role) return null
  const role_rank = rankOf(role, row.role_rank)
  const included = role === role_rank ? builtInTerms(role_rank).included : (row.included ?? [])
  const direct = row.permissions ?? []
  const permissions = new Set(effective({ included }, direct))
  const policy = strictest(row.policies)
  return { ...scope, role, role_rank, included, direct, permissions, since: row.since, policy }
}
