import { batch } from "../core/db/batches"
import { db } from "../core/db/client"
import { mayBeStale, refoldCopies } from "../core/db/folded-names"

/** Updates the folded copies of the names in a tenant's invites. @returns how many rows were rewritten */
export const refoldInvites = (tenantId: string): Promise<number> =>
  refoldCopies(
    (after) => db().$queryRaw`
      SELECT id, name, search FROM invites
      WHERE tenant_id = ${tenantId} AND id > ${after} AND name IS NOT NULL AND ${mayBeStale} ORDER BY id LIMIT ${batch}`,
    ({ ids, names, copies }) => db().$executeRaw`
      UPDATE invites i SET search = fresh.search
      FROM unnest(${ids}::text[], ${names}::text[], ${copies}::text[]) AS fresh (id, name, search)
      WHERE i.tenant_id = ${tenantId} AND i.id = fresh.id AND i.name = fresh.name`,
  )
