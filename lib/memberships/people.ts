import { db, type Listed, Prisma, readRows, type Tx } from "../core/db/client"
import { imageUrl } from "../core/file-url"
import type { Actor } from "../core/identity/authorize"
import { builtInTerms, effective, type Role } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import type { User } from "../users/schema"

/** A row of the query. */
export type MembershipRow = {
  id: string
  tenant_id: string
  organization_id: string
  role: string
  role_rank: Role
  permissions: string[]
  status: "invited" | "active" | "suspended" | "expired"
  name: string
  email: string
  external_id: string | null
  metadata: Record<string, never>
  version: number
  last_seen_at: Date | null
  expires_at: Date | null
  accepted_at: Date | null
  created_at: Date
  updated_at: Date
  /** Whether they are an admin of the tenant. */
  tenant_admin: boolean
}

/** A member as the API shows them. `Row`: whether times are dates, or already text. */
export type ShownMember<Row extends AnyRow = MembershipRow> = User & Pick<Row, "role" | "role_rank" | "expires_at">
type AnyRow = MembershipRow | Listed<MembershipRow>

type Account = {
  id: string
  bio: string | null
  avatar_url: string | null
  email_verified_at: Date | null
  super_admin: boolean
}

/**
 * Completes memberships of one tenant with data of the accounts: picture, bio, verified, and roles above the
 * membership's.
 */
export async function showPeople<Row extends AnyRow>(
  tenantId: string,
  rows: Row[],
  client: Tx = db(),
): Promise<ShownMember<Row>[]> {
  if (rows.length === 0) return []
  // Before acceptance only what the inviter typed is shown.
  const ids = [...new Set(rows.filter((row) => row.status !== "invited").map((row) => row.id))]
  const [accounts, roles] = await Promise.all([
    readRows<Account>(
      Prisma.sql`SELECT id, bio, avatar_url, email_verified_at, super_admin FROM users WHERE id = ANY(${ids})`,
      client,
    ),
    readTerms(
      client,
      tenantId,
      rows.map((row) => row.role),
    ),
  ])
  const users = new Map(accounts.map((account) => [account.id, account]))
  return rows.map(({ tenant_admin, ...row }) => {
    const user = users.get(row.id)
    const above = user?.super_admin ? "super_admin" : tenant_admin && row.status !== "invited" ? "tenant_admin" : null
    const terms = above ? builtInTerms(above) : (roles.get(row.role) ?? { ...row, included: [] })
    return {
      ...row,
      role: terms.role,
      role_rank: terms.role_rank,
      bio: user?.bio ?? null,
      avatar_url: imageUrl(user?.avatar_url ?? null),
      email_verified: Boolean(user?.email_verified_at),
      effective_permissions: effective(terms, row.permissions),
    }
  })
}

/**
 * Returns the names of people in the actor's organization, or tenant, by ID, in one statement. Includes removed
 * members, for actors who may restore them, until they are erased.
 */
export async function memberNames(
  { tenantId, organizationId, permissions }: Actor<"users:read">,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const here = organizationId ? Prisma.sql`AND organization_id = ${organizationId}` : Prisma.empty
  const removed = permissions.has("users:delete") ? Prisma.empty : Prisma.sql`AND deleted_at IS NULL`
  const rows = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT DISTINCT ON (user_id) user_id AS id, name FROM memberships
    WHERE tenant_id = ${tenantId} ${here} AND user_id = ANY(${[...ids]}::text[]) ${removed}
    ORDER BY user_id, deleted_at DESC NULLS FIRST`
  return new Map(rows.map((row) => [row.id, row.name]))
}
