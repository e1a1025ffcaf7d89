import { Prisma, type Tx } from "../core/db/client"

/**
 * The tenants in which somebody may have left something: where they are or were remembered as a member, or administer the
 * tenant; for a super admin all.
 */
export async function tenantsOf(client: Tx, userId: string): Promise<string[]> {
  const [user] = await client.$queryRaw<{ everywhere: boolean }[]>`
    SELECT super_admin AS everywhere FROM users WHERE id = ${userId}`
  const rows = user?.everywhere
    ? await client.$queryRaw<{ id: string }[]>`SELECT id FROM tenants`
    : await client.$queryRaw<{ id: string }[]>(tenantsWith(userId))
  return rows.map((row) => row.id)
}

/** The tenants in which one person shows, as a member or tenant admin. A super admin shows where they are either. */
export async function tenantsShowingOne(client: Tx, userId: string): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>(tenantsWith(userId))
  return rows.map((row) => row.id)
}

const tenantsWith = (userId: string) => Prisma.sql`
  SELECT tenant_id AS id FROM user_organizations WHERE user_id = ${userId}
  UNION SELECT tenant_id FROM tenant_admins WHERE user_id = ${userId}`

/** The tenants in which people show, as members or tenant admins; who shows in none is not in it. */
export async function tenantsShowing(client: Tx, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const ids = [...userIds]
  const rows = await client.$queryRaw<{ user_id: string; tenant_id: string }[]>`
    SELECT user_id, tenant_id FROM user_organizations WHERE user_id = ANY(${ids}::text[])
    UNION SELECT user_id, tenant_id FROM tenant_admins WHERE user_id = ANY(${ids}::text[])`
  const tenants = new Map<string, string[]>()
  for (const { user_id, tenant_id } of rows) {
    const known = tenants.get(user_id)
    if (known) known.push(tenant_id)
    else tenants.set(user_id, [tenant_id])
  }
  return tenants
}
