import { db } from "../db/client"
import { type LimitName, remaining } from "./limits"

/** The limit of a tenant's emails: its own number where the operator has set one, otherwise a setting's. */
export type TenantLimit = { name: Extract<LimitName, "mail_new_tenant" | "mail_tenant">; own: number | null }

/** Returns which limit of emails a day a tenant has. */
export async function tenantLimit(tenantId: string): Promise<TenantLimit> {
  const [tenant] = await db().$queryRaw<{ young: boolean; own: number | null }[]>`
    SELECT created_at > now() - interval '7 days' AS young, emails_per_day AS own FROM tenants WHERE id = ${tenantId}`
  const { young = true, own = null } = tenant ?? {}
  return { name: young && own === null ? "mail_new_tenant" : "mail_tenant", own }
}

/** Returns what is left of a tenant's emails; null when limits are off. */
export async function tenantMails(tenantId: string) {
  const { name, own } = await tenantLimit(tenantId)
  const [left] = (await remaining(name, [tenantId], own)) ?? []
  return left ?? null
}
