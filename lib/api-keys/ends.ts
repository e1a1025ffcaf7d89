import { invalidate } from "../core/cache/authorization-cache"
import { Prisma, type Tx } from "../core/db/client"

/** Selects keys of some tenants: those that people created, one, or all; in one organization or everywhere. */
type WhichKeys = {
  tenantIds: readonly string[]
  /** Null: tenant-wide keys. Undefined: any. */
  organizationId?: string | null
  creatorIds?: readonly string[]
  /** Except those of these organizations. */
  spared?: readonly string[]
  ids?: readonly string[]
}

/** Revokes API keys, in two statements whatever their number. @returns their IDs */
export async function revokeKeys(tx: Tx, which: WhichKeys): Promise<string[]> {
  const { tenantIds, organizationId, creatorIds, spared = [], ids: only } = which
  const where = [Prisma.sql`tenant_id = ANY(${[...tenantIds]}::text[])`, Prisma.sql`revoked_at IS NULL`]
  if (organizationId !== undefined) where.push(Prisma.sql`organization_id IS NOT DISTINCT FROM ${organizationId}::text`)
  if (creatorIds) where.push(Prisma.sql`maker_id = ANY(${[...creatorIds]}::text[])`)
  if (spared.length > 0)
    where.push(Prisma.sql`(organization_id IS NULL OR organization_id <> ALL(${[...spared]}::text[]))`)
  if (only) where.push(Prisma.sql`id = ANY(${[...only]}::text[])`)
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE api_keys SET revoked_at = now(), updated_at = now() WHERE ${Prisma.join(where, " AND ")} RETURNING id`
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return ids
  invalidate(...ids.map((key) => `key:${key}` as const))
  await tx.$executeRaw`
    UPDATE secrets SET revoked_at = now()
    WHERE kind = 'api_key' AND subject = ANY(${ids}::text[]) AND revoked_at IS NULL`
  return ids
}
