import { batch } from "../core/db/batches"
import { db } from "../core/db/client"
import { mayBeStale, refoldCopies } from "../core/db/folded-names"

/** Updates the folded copies of the names of a tenant's organizations. @returns how many rows were rewritten */
export const refoldOrganizations = (tenantId: string): Promise<number> =>
  refoldCopies(
    (after) => db().$queryRaw`
      SELECT id, name, search FROM organizations
      WHERE tenant_id = ${tenantId} AND id > ${after} AND ${mayBeStale} ORDER BY id LIMIT ${batch}`,
    ({ ids, names, copies }) => db().$executeRaw`
      UPDATE organizations o SET search = fresh.search
      FROM unnest(${ids}::text[], ${names}::text[], ${copies}::text[]) AS fresh (id, name, search)
      WHERE o.tenant_id = ${tenantId} AND o.id = fresh.id AND o.name = fresh.name`,
  )
