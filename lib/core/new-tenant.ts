import { db, type Tx } from "./db/client"

/** Whether a tenant is not older than 7 days: it may send fewer emails, and none with links of its own. */
export async function isNewTenant(tenantId: string, client: Tx = db()): Promise<boolean> {
  const [tenant] = await client.$queryRaw<{ young: boolean }[]>`
    SELECT created_at > now() - interval '7 days' AS young FROM tenants WHERE id = ${tenantId}`
  return tenant?.young ?? true
}
