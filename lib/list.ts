import { z } from "zod"
import { hmac, sameBytes } from "./crypto"
import { db, Prisma } from "./db"
import { fieldError } from "./errors"

/** One column to sort by; `cast` is its SQL type, for reading the cursor back. */
export type Sort = { column: string; cast: "text" | "timestamptz" }

/** A page of rows, and where the next begins. */
export type Page<Row> = { rows: Row[]; next_cursor: string | null; has_more: boolean; limit: number; total?: number }

type Query = {
  select: Prisma.Sql
  /** `FROM … WHERE …`, naming the tenant. */
  from: Prisma.Sql
  sort: Sort
  descending: boolean
  /** Columns that make the order total, compared in the sort's direction. All text. */
  ties: string[]
  limit: number
  cursor?: string | undefined
  total?: boolean
}

/**
 * One page by keyset: stable while rows come and go, and as fast on the last page as on the first.
 * The cursor holds the last row's values as PostgreSQL prints them, microseconds included.
 * @throws AppError validation_failed when the cursor is not one of ours
 */
export async function listPage<Row>(query: Query): Promise<Page<Row>> {
  const { sort, ties, limit } = query
  const columns = [sort.column, ...ties]
  const direction = query.descending ? Prisma.raw("DESC") : Prisma.raw("ASC")
  const order = Prisma.join(columns.map((c) => Prisma.sql`${Prisma.raw(c)} ${direction}`))
  const keys = Prisma.join(columns.map((c) => Prisma.sql`${Prisma.raw(c)}::text`))
  const rows = await db.$queryRaw<(Row & { cursor_values: string[] })[]>`
    SELECT ${query.select}, ARRAY[${keys}] AS cursor_values
    ${query.from} ${after(query, columns)}
    ORDER BY ${order} LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const more = rows.length > limit && last !== undefined
  const total = query.total ? await count(query.from) : undefined
  return {
    rows: page,
    next_cursor: more ? writeCursor(sort.column, last.cursor_values) : null,
    has_more: more,
    limit,
    ...(total === undefined ? {} : { total }),
  }
}

function after({ cursor, sort, descending }: Query, columns: string[]): Prisma.Sql {
  if (!cursor) return Prisma.empty
  const values = readCursor(sort.column, cursor)
  const left = Prisma.join(columns.map((c) => Prisma.raw(c)))
  const right = Prisma.join(
    values.map((v, i) => (i === 0 ? Prisma.sql`${v}::${Prisma.raw(sort.cast)}` : Prisma.sql`${v}::text`)),
  )
  return Prisma.sql`AND (${left}) ${Prisma.raw(descending ? "<" : ">")} (${right})`
}

async function count(from: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n ${from}`
  return Number(row?.n ?? 0)
}

// Signed, so that nothing but what this list printed ever reaches the query; the sort is part of what is signed.
const sign = (column: string, values: string, secret: "current" | "previous") =>
  hmac("cursor", `${column} ${values}`, secret).subarray(0, 16)

function writeCursor(column: string, values: string[]): string {
  const text = JSON.stringify(values)
  return Buffer.concat([sign(column, text, "current"), Buffer.from(text)]).toString("base64url")
}

function readCursor(column: string, cursor: string): string[] {
  const bytes = Buffer.from(cursor, "base64url")
  const text = bytes.subarray(16).toString("utf8")
  const secrets = ["current", "previous"] as const
  if (bytes.length > 16 && secrets.some((s) => sameBytes(sign(column, text, s), bytes.subarray(0, 16))))
    return z.array(z.string()).parse(JSON.parse(text))
  throw fieldError("cursor", "invalid", "This cursor is not one of this list. Begin again without it.")
}
