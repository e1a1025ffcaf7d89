import type { Tx } from "../core/db/client"

/** Scope of a revocation; null: the whole tenant. */
export type Place = { tenant_id: string; organization_id: string | null }

/** A revoked API key. */
export type RevokedKey = Place & { id: string; name: string; creator: string }

/** A revoked invite. `key` is the API key that created it, and `creator` the person who created that key. */
export type RevokedInvite = Place & {
  organization_id: string
  id: string
  email: string
  key: string | null
  creator: string
}

/** Returns the keys of these IDs, except those that had already expired, which are no loss. */
export async function readKeys(tx: Tx, tenantIds: readonly string[], ids: readonly string[]): Promise<RevokedKey[]> {
  if (ids.length === 0) return []
  return tx.$queryRaw<RevokedKey[]>`
    SELECT tenant_id, organization_id, id, name, maker_id AS creator FROM api_keys
    WHERE tenant_id = ANY(${[...tenantIds]}::text[]) AND id = ANY(${[...ids]}::text[])
      AND (expires_at IS NULL OR expires_at > now())
    ORDER BY tenant_id, created_at, id`
}

/** Returns the invites of these IDs. */
export async function readInvites(
  tx: Tx,
  tenantIds: readonly string[],
  ids: readonly string[],
): Promise<RevokedInvite[]> {
  if (ids.length === 0) return []
  return tx.$queryRaw<RevokedInvite[]>`
    SELECT i.tenant_id, i.organization_id, i.id, i.email, k.id AS key, COALESCE(k.maker_id, i.maker_id) AS creator
    FROM invites i LEFT JOIN api_keys k ON k.tenant_id = i.tenant_id AND k.id = i.maker_id
    WHERE i.tenant_id = ANY(${[...tenantIds]}::text[]) AND i.id = ANY(${[...ids]}::text[])
    ORDER BY i.tenant_id, i.created_at, i.id`
}

/** Groups items, keeping their order. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
