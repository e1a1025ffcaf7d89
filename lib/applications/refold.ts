import { batch } from "../core/db/batches"
import { db } from "../core/db/client"
import { mayBeStale, refoldCopies } from "../core/db/folded-names"

/** Updates the folded copies of the names of a tenant's applications. @returns how many rows were rewritten */
export const refoldApplications = (tenantId: string): Promise<number> =>
  refoldCopies(
    (after) => db().$queryRaw`
      SELECT id, name, search FROM applications
      WHERE tenant_id = ${tenantId} AND id > ${after} AND ${mayBeStale} ORDER BY id LIMIT ${batch}`,
    ({ ids, names, copies }) => db().$executeRaw`
      UPDATE applications a SET search = fresh.search
      FROM unnest(${ids}::text[], ${names}::text[], ${copies}::text[]) AS fresh (id, name, search)
      WHERE a.tenant_id = ${tenantId} AND a.id = fresh.id AND a.name = fresh.name`,
  )
