import { Prisma, type Tx } from "../core/db/client"

/**
 * Returns the tenants in which a person may have data: those where they are or were a member, and those they
 * administer; all for a super admin.
 */
export async function tenantsOf(client: Tx, userId: string): Promise<string[]> {
  const [user] = await client.$queryRaw<{ everywhere: boolean }[]>`
    SELECT super_admin AS everywhere FROM users WHERE id = ${userId}`
  const rows = user?.everywhere
    ? await client.$queryRaw<{ id: string }[]>`SELECT id FROM tenants`
    : await client.$queryRaw<{ id: string }[]>(tenantsWith(userId))
  return rows.map((row) => row.id)
}

/** Returns the tenants in which one person appears, as a member or tenant admin. */
export async function tenantsShowingOne(client: Tx, userId: string): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>(tenantsWith(userId))
  return rows.map((row) => row.id)
}

const tenantsWith = (userId: string) => Prisma.sql`
  SELECT tenant_id AS id FROM user_organizations WHERE user_id = ${userId}
  UNION SELECT tenant_id FROM tenant_admins WHERE user_id = ${userId}`

/** Returns the tenants in which people appear, as members or tenant admins; people without one are missing. */
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
