import { cached } from "../core/cache/authorization-cache"
import { db, Prisma, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { builtInTerms, membershipRoles, type RoleTerms } from "../core/identity/permissions"
import { readTermsOf } from "../core/identity/role-terms"
import english from "../i18n/en/labels"
import type { Role } from "./schema"

const columns = Prisma.sql`
  key, name, description, permissions, based_on, false AS built_in, version, created_at, updated_at`

type Stored = Omit<Role, "members">

/** Returns the roles that members of a tenant can have: the built-in ones, then its own by name. */
export async function listRoles({ tenantId }: Actor<"roles:read">): Promise<Role[]> {
  const own = await db().$queryRaw<
    Stored[]
  >`SELECT ${columns} FROM roles WHERE tenant_id = ${tenantId} ORDER BY name, key`
  return counted(db(), tenantId, [...membershipRoles.map(builtIn), ...own])
}

/** Returns one role. @throws AppError not_found */
export async function getRole({ tenantId }: Actor<"roles:read"> | Actor<"roles:write">, key: string): Promise<Role> {
  const rank = membershipRoles.find((role) => role === key)
  const [role] = await counted(db(), tenantId, [rank ? builtIn(rank) : await readRole(db(), tenantId, key)])
  if (!role) throw new AppError("not_found")
  return role
}

/** Returns one role of the tenant's own. @throws AppError not_found */
export async function readRole(client: Tx, tenantId: string, key: string, lock = Prisma.empty): Promise<Stored> {
  const [row] = await client.$queryRaw<Stored[]>`
    SELECT ${columns} FROM roles WHERE tenant_id = ${tenantId} AND key = ${key} ${lock}`
  if (!row) throw new AppError("not_found")
  return row
}

/** Adds how many members have each role, in one statement. */
export async function counted(client: Tx, tenantId: string, roles: readonly Stored[]): Promise<Role[]> {
  const rows = await client.$queryRaw<{ role: string; n: number }[]>`
    SELECT role, count(*)::int AS n FROM memberships
    WHERE tenant_id = ${tenantId} AND role = ANY(${roles.map(({ key }) => key)}::text[]) AND deleted_at IS NULL
    GROUP BY role`
  const members = new Map(rows.map(({ role, n }) => [role, n]))
  return roles.map((role) => ({ ...role, members: members.get(role.key) ?? 0 }))
}

function builtIn(key: (typeof membershipRoles)[number]): Stored {
  const { included, role_rank } = builtInTerms(key)
  const words = { key, name: english.roles[key], description: english.meanings[key] }
  return {
    ...words,
    permissions: [...included],
    based_on: role_rank,
    built_in: true,
    version: 1,
    created_at: null,
    updated_at: null,
  }
}

/** A role of a tenant's own, as screens name it. */
export type OwnRole = RoleTerms & { name: string; description: string | null }

/** Returns a tenant's own roles by name, from the cache. */
export async function ownRoles(tenantId: string): Promise<OwnRole[]> {
  const found = await cached(`roles ${tenantId}`, async () => {
    const value = await db().$queryRaw<OwnRole[]>`
      SELECT key AS role, based_on AS role_rank, permissions AS included, name, description FROM roles
      WHERE tenant_id = ${tenantId} ORDER BY name, key`
    return { value, tags: [`tenant:${tenantId}`] as const }
  })
  return found ?? []
}

/** Returns the permissions that a role includes, a built-in one or the tenant's own. */
export const includedIn = async (tenantId: string, key: string): Promise<readonly string[]> =>
  (await readTermsOf(db(), tenantId, key)).included
