import { batch } from "../core/db/batches"
import { db, Prisma } from "../core/db/client"

const live = {
  api_keys: Prisma.sql`
    SELECT FROM api_keys k
    WHERE k.tenant_id = t.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
  invites: Prisma.sql`SELECT FROM invites i WHERE i.tenant_id = t.id AND i.status = 'pending' AND i.expires_at > now()`,
}

/**
 * Yields all tenants with active API keys or pending invites. A batch has about a thousand of them, but whole tenants,
 * so that creators get one email.
 */
export async function* tenantsWith(what: keyof typeof live): AsyncGenerator<string[]> {
  for (let after = ""; ; ) {
    const rows = await db().$queryRaw<{ id: string; n: number }[]>`
      SELECT t.id, live.n FROM tenants t
      CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM (${live[what]} LIMIT ${batch}) found) live
      WHERE t.id > ${after} AND live.n > 0 ORDER BY t.id LIMIT ${batch}`
    const ids = upTo(batch, rows)
    const last = ids.at(-1)
    if (last === undefined) return
    yield ids
    after = last
  }
}

function upTo(most: number, rows: { id: string; n: number }[]): string[] {
  const ids: string[] = []
  let sum = 0
  for (const { id, n } of rows) {
    sum += n
    if (sum > most && ids.length > 0) break
    ids.push(id)
  }
  return ids
}
