import type { z } from "zod"
import { db, type Tx } from "../db"
import { effective, type Role } from "../permissions"
import { tenantAdminsAmong } from "../tenants/service"
import type { User, UserCard } from "../users/schema"

/** A membership as SQL gives it. */
export type MembershipRow = {
  id: string
  tenant_id: string
  organization_id: string
  role: Role
  permissions: string[]
  status: "invited" | "active" | "suspended" | "expired"
  name: string
  email: string
  external_id: string | null
  metadata: Record<string, never>
  version: number
  last_seen_at: Date | null
  expires_at: Date | null
  created_at: Date
  updated_at: Date
}

/** Completes memberships of one tenant with what accounts add: picture, bio, verified, and rank above the membership's. */
export async function showPeople(tenantId: string, rows: MembershipRow[], client: Tx = db): Promise<User[]> {
  if (rows.length === 0) return []
  // Who has not accepted yet shows only what the inviter typed.
  const ids = [...new Set(rows.filter((row) => row.status !== "invited").map((row) => row.id))]
  const select = { id: true, bio: true, avatarUrl: true, emailVerifiedAt: true, superAdmin: true } as const
  const users = new Map((await client.user.findMany({ where: { id: { in: ids } }, select })).map((u) => [u.id, u]))
  const tenantAdmins = await tenantAdminsAmong(tenantId, ids, client)
  return rows.map((row) => {
    const user = users.get(row.id)
    const role: Role = user?.superAdmin ? "super_admin" : tenantAdmins.has(row.id) ? "tenant_admin" : row.role
    return {
      ...row,
      role,
      bio: user?.bio ?? null,
      avatar_url: user?.avatarUrl ?? null,
      email_verified: Boolean(user?.emailVerifiedAt),
      effective_permissions: effective(role, row.permissions),
    }
  })
}

/** What those without `users:write` see of somebody else. */
export function asCard({ id, name, avatar_url, organization_id, role, created_at }: User): z.input<typeof UserCard> {
  return { id, name, avatar_url, organization_id, role, created_at }
}
