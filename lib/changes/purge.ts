import { batch, untilDone } from "../core/db/batches"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"

/** Days for which a mirror can be away: then it begins anew. */
const days = 90

/** Purges old tombstones. The head remembers how far, so that no mirror goes on from before. */
export async function purgeTombstones(tenantId: string): Promise<void> {
  await untilDone(() =>
    transaction(async (tx) => {
      await tx.$queryRaw`SELECT seq FROM change_heads WHERE tenant_id = ${tenantId} FOR UPDATE`
      const [gone] = await tx.$queryRaw<[{ n: number; last: bigint | null }]>`
        WITH gone AS (
          DELETE FROM changes WHERE changes.tenant_id = ${tenantId} AND seq IN (
            SELECT seq FROM changes
            WHERE changes.tenant_id = ${tenantId} AND tombstone_at < now() - make_interval(days => ${days}::int)
            LIMIT ${batch})
          RETURNING seq)
        SELECT count(*)::int AS n, max(seq) AS last FROM gone`
      if (gone.last !== null)
        await tx.$executeRaw`
          UPDATE change_heads SET expired_seq = ${gone.last} WHERE tenant_id = ${tenantId} AND expired_seq < ${gone.last}`
      return gone.n
    }),
  )
}

/** Purges all changes of a tenant. */
export async function purgeChanges(tenantId: string): Promise<void> {
  await db().outbox.deleteMany({ where: { tenantId } })
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM changes WHERE tenant_id = ${tenantId} AND seq IN (
        SELECT seq FROM changes WHERE tenant_id = ${tenantId} LIMIT ${batch})`,
  )
  await db().changeHead.deleteMany({ where: { tenantId } })
}
