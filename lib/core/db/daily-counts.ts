import { db, Prisma } from "./client"

/** Row count of one day in UTC, written `2026-11-25`. */
export type Day = { day: string; n: number }

/** Time ranges of a chart, in days. */
export const ranges = [7, 30, 90] as const
export type Range = (typeof ranges)[number]

/**
 * Counts rows by the day of `column` (UTC) over the last `days` days, today included; 0 for days without rows.
 * @param from `FROM … WHERE …`, naming the tenant; needs an index that leads to `column`
 */
export async function countByDay(from: Prisma.Sql, column: "created_at" | "deleted_at", days: Range): Promise<Day[]> {
  const at = Prisma.raw(column)
  return db().$queryRaw<Day[]>`
    WITH counted AS (
      SELECT date_trunc('day', ${at} AT TIME ZONE 'UTC') AS day, count(*)::int AS n
      ${from} AND ${at} >= ${firstDay(days)} GROUP BY 1
    )
    SELECT to_char(d, 'YYYY-MM-DD') AS day, COALESCE(n, 0) AS n
    FROM generate_series(${firstDay(days)} AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', interval '1 day') AS d
    LEFT JOIN counted ON counted.day = d ORDER BY d`
}

/** Start of the last `days` days in UTC, by the database's clock. */
export const firstDay = (days: Range) =>
  Prisma.sql`((date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => ${days - 1}::int)) AT TIME ZONE 'UTC')`
