import { db, Prisma } from "./client"

/** How many rows fall on a day in UTC, written `2026-11-25`. */
export type Day = { day: string; n: number }

/** How far back a chart may look, in days. */
export const ranges = [7, 30, 90] as const
export type Range = (typeof ranges)[number]

/**
 * Counts rows by the day of `column`, for the last `days` days in UTC, today included; days without any count 0.
 * @param from `FROM … WHERE …`, naming the tenant; an index has to lead to `column`
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

/** The first moment of the last `days` days in UTC, by the database's clock. */
export const firstDay = (days: Range) =>
  Prisma.sql`((date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => ${days - 1}::int)) AT TIME ZONE 'UTC')`
