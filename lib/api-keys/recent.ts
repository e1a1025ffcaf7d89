import { recordEvent } from "../audit-events/record"
import { db, Prisma, readRows, type Tx } from "../core/db/client"
import { end } from "../endings/end"
import { tenantsOf } from "../memberships/tenants-of"

/** A recently created key. */
export type RecentKey = { tenant_id: string; id: string; name: string }

/**
 * Returns the active keys that a person created or rotated in the 30 days before a password reset, or since: shown after
 * it, in case another person did.
 * @param reset when that was; by default now
 */
export async function recentKeysOf(userId: string, client: Tx = db(), reset?: Date): Promise<RecentKey[]> {
  const tenantIds = await tenantsOf(client, userId)
  const at = reset ? Prisma.sql`${reset}::timestamptz` : Prisma.sql`now()`
  return readRows<RecentKey>(
    Prisma.sql`
      SELECT tenant_id, id, name FROM api_keys
      WHERE tenant_id = ANY(${tenantIds}::text[]) AND maker_id = ${userId} AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > now()) AND GREATEST(created_at, rotated_at) > ${at} - interval '30 days'
      ORDER BY created_at`,
    client,
  )
}

/** Revokes keys on their creator's request, with what the keys created. @returns how many */
export async function revokeOwnKeys(tx: Tx, userId: string, keys: readonly RecentKey[]): Promise<number> {
  for (const { tenant_id: tenantId, id } of keys) {
    await end(tx, "api_key_revoked", { tenantIds: [tenantId], keyIds: [id] })
    await recordEvent(tx, { userId }, { tenantId, action: "api_key.revoked", target: { type: "api_key", id } })
  }
  return keys.length
}
