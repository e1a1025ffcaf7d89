import { batch } from "../core/db/batches"
import { db } from "../core/db/client"
import { mayBeStale, refoldCopies } from "../core/db/folded-names"

/** Updates the folded copies of the names of a tenant's API keys. @returns how many rows were rewritten */
export const refoldApiKeys = (tenantId: string): Promise<number> =>
  refoldCopies(
    (after) => db().$queryRaw`
      SELECT id, name, search FROM api_keys
      WHERE tenant_id = ${tenantId} AND id > ${after} AND ${mayBeStale} ORDER BY id LIMIT ${batch}`,
    ({ ids, names, copies }) => db().$executeRaw`
      UPDATE api_keys k SET search = fresh.search
      FROM unnest(${ids}::text[], ${names}::text[], ${copies}::text[]) AS fresh (id, name, search)
      WHERE k.tenant_id = ${tenantId} AND k.id = fresh.id AND k.name = fresh.name`,
  )
