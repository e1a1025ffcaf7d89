import { z } from "zod"
import { Prisma, readRows } from "./client"

/** Rows are counted exactly up to this number; beyond it an exact count would take too long. */
const COUNTED = 10_000

const Plan = z.tuple([z.object({ Plan: z.object({ "Plan Rows": z.number() }) })])

/**
 * Returns a row count: exact up to 10,000, beyond that an estimate from the database's statistics.
 * @param order `ORDER BY …` of an index that holds all of them side by side, or empty
 */
export async function countRows(
  source: Prisma.Sql,
  order: Prisma.Sql,
): Promise<{ total: number; total_is_estimate: boolean }> {
  const [row] = await readRows<{ n: string }>(
    Prisma.sql`SELECT count(*) AS n FROM (SELECT ${source} ${order} LIMIT ${COUNTED + 1}) AS counted`,
  )
  const counted = Number(row?.n ?? 0)
  if (counted <= COUNTED) return { total: counted, total_is_estimate: false }
  const [explained] = await readRows<{ "QUERY PLAN": unknown }>(Prisma.sql`EXPLAIN (FORMAT JSON) SELECT ${source}`)
  const [{ Plan: plan }] = Plan.parse(explained?.["QUERY PLAN"])
  return { total: Math.max(counted, Math.round(plan["Plan Rows"])), total_is_estimate: true }
}
