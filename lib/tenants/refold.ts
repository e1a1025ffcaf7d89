import { batch } from "../core/db/batches"
import { db } from "../core/db/client"
import { mayBeStale, refoldCopies } from "../core/db/folded-names"

/** Updates the folded copies of the names of all tenants. @returns how many rows were rewritten */
export const refoldTenants = (): Promise<number> =>
  refoldCopies(
    (after) => db().$queryRaw`
      SELECT id, name, search FROM tenants WHERE id > ${after} AND ${mayBeStale} ORDER BY id LIMIT ${batch}`,
    ({ ids, names, copies }) => db().$executeRaw`
      UPDATE tenants t SET search = fresh.search
      FROM unnest(${ids}::text[], ${names}::text[], ${copies}::text[]) AS fresh (id, name, search)
      WHERE t.id = fresh.id AND t.name = fresh.name`,
  )
