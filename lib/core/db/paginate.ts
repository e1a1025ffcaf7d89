import { type Listed, Prisma, readListed } from "./client"
import { countRows } from "./count"
import { readCursor, writeCursor } from "./cursor"

/** A non-null sort column; `cast` is its SQL type, for reading the cursor back. */
export type Sort = { column: string; cast: "text" | "timestamptz" }

/** A page of rows and the cursor of the next. Beyond 10,000 `total` is the database's estimate. */
export type Page<Row> = {
  rows: Row[]
  next_cursor: string | null
  /** For `before`: the page before this one. Null on the first page. */
  prev_cursor: string | null
  has_more: boolean
  limit: number
  total?: number
  total_is_estimate?: boolean
}

type Query = {
  select: Prisma.Sql
  table: string
  /**
   * Conditions that an index serves in the order of `sort`: the tenant, which has to be qualified by its table, and the
   * scope.
   */
  within: Prisma.Sql[]
  /** Additional conditions. */
  filters?: Prisma.Sql[]
  sort: Sort
  descending: boolean
  /** Tie-breaking columns, compared in the sort's direction. All text. */
  ties: readonly string[]
  /** For a feed: the last page has a cursor too, from which its reader continues later. */
  endless?: boolean
  /** The caller's paging parameters, straight from a list's query. */
  page: { limit: number; cursor?: string | undefined; total?: boolean } & Backwards
}

/** Asks for the page before a `prev_cursor` instead of the one after a `next_cursor`. */
export type Backwards = { before?: string | undefined }

/** Sort order by creation time. */
export const byCreation = { sort: { column: "created_at", cast: "timestamptz" }, ties: ["id"] } as const

/**
 * Returns one page by keyset pagination: stable while rows come and go, and as fast on the last page as on the first.
 * The cursor holds the last row's values as PostgreSQL prints them, microseconds included.
 * @throws AppError validation_failed for an invalid cursor
 */
export async function listPage<Row>(query: Query): Promise<Page<Listed<Row>>> {
  const { page: asked } = query
  const { rows, more, less } = (await pageBefore<Row>(query)) ?? (await pageAfter<Row>(query))
  const cursor = (row: Found<Row> | undefined) => (row ? writeCursor(query.sort.column, row.cursor_values) : null)
  return {
    rows,
    next_cursor: more ? cursor(rows.at(-1)) : query.endless ? (cursor(rows.at(-1)) ?? goingOn(query)) : null,
    prev_cursor: less ? cursor(rows[0]) : null,
    has_more: more,
    limit: asked.limit,
    ...(asked.total ? await total(query) : {}),
  }
}

/** The cursor of an empty page of an endless list: the one that was sent, or one before everything. */
function goingOn({ sort, ties, page }: Query): string {
  const before = sort.cast === "timestamptz" ? "-infinity" : ""
  return page.cursor ?? writeCursor(sort.column, [before, ...ties.map(() => "")])
}

/** A page, and whether there are rows after and before it. */
type Part<Row> = { rows: Found<Row>[]; more: boolean; less: boolean }

/** The page after the cursor, or the first one where the caller goes back further than there are pages. */
async function pageAfter<Row>(query: Query): Promise<Part<Row>> {
  const { limit, cursor, before } = query.page
  const page = { limit, cursor: before ? undefined : cursor }
  const found = await pageOf<Row>({ ...query, page })
  return { rows: found.slice(0, limit), more: found.length > limit, less: page.cursor !== undefined }
}

/** The page that ends before a row: found in the opposite order. Null where nothing is left before it: then it is the first page. */
async function pageBefore<Row>(query: Query): Promise<Part<Row> | null> {
  const { limit, before } = query.page
  if (!before) return null
  const found = await pageOf<Row>({ ...query, descending: !query.descending, page: { limit, cursor: before } })
  return found.length > limit ? { rows: found.slice(0, limit).reverse(), more: true, less: true } : null
}

function total(query: Query) {
  const { within, filters = [] } = query
  const order = filters.length === 0 ? Prisma.sql`ORDER BY ${parts(query).order}` : Prisma.empty
  return countRows(sourceOf(query, [...within, ...filters]), order)
}

type Found<Row> = Listed<Row> & { cursor_values: string[] }

/**
 * Rows scanned in order before the filters' own indexes are used. Frequent matches are found faster in order; rare ones
 * are cheap to find and sort. Neither scans a large organization.
 */
const NEAR = 2_000

async function pageOf<Row>(query: Query): Promise<Found<Row>[]> {
  const { filters = [], page } = query
  const { limit } = page
  const sql = parts(query)
  const source = sourceOf(query, [...query.within, ...sql.after])
  if (filters.length === 0)
    return readListed<Found<Row>>(Prisma.sql`SELECT ${sql.row} ${source} ORDER BY ${sql.order} LIMIT ${limit + 1}`)
  const fits = Prisma.join(filters, " AND ")
  const near = await readListed<Found<Row> & { nth: string; fits: boolean }>(Prisma.sql`
    WITH page AS MATERIALIZED (
      SELECT ${sql.keys}, nth, ${fits} AS fits
      FROM (SELECT *, row_number() OVER (ORDER BY ${sql.order}) AS nth ${source} ORDER BY ${sql.order} LIMIT ${NEAR}) AS near
      WHERE (${fits}) OR nth = ${NEAR} ORDER BY ${sql.order} LIMIT ${limit + 1})
    SELECT ${sql.row}, nth, fits ${sql.pageRows} ORDER BY ${sql.order}`)
  const found = near.filter((row) => row.fits)
  const everything = near.every((row) => Number(row.nth) < NEAR)
  if (found.length > limit || everything) return found
  return readListed<Found<Row>>(Prisma.sql`
    WITH found AS MATERIALIZED (SELECT ${sql.keys} ${source} AND ${fits}),
      page AS (SELECT * FROM found ORDER BY ${sql.keyOrder} LIMIT ${limit + 1})
    SELECT ${sql.row} ${sql.pageRows} ORDER BY ${sql.order}`)
}

const sourceOf = ({ table }: Query, conditions: Prisma.Sql[]) =>
  Prisma.sql`FROM ${Prisma.raw(table)} WHERE ${Prisma.join(conditions, " AND ")}`

/**
 * Builds the parts of the statements. A page is found by its keys, which an index holds; its rows are read afterwards.
 */
function parts(query: Query) {
  const { select, table, within, sort, ties, descending } = query
  const columns = [sort.column, ...ties].map(Prisma.raw)
  const names = columns.map((_, i) => Prisma.raw(`key_${i}`))
  const direction = Prisma.raw(descending ? "DESC" : "ASC")
  const same = columns.map((column, i) => Prisma.sql`${column} = ${names[i]}`)
  return {
    row: Prisma.sql`${select}, ARRAY[${Prisma.join(columns.map((c) => Prisma.sql`${c}::text`))}] AS cursor_values`,
    keys: Prisma.join(columns.map((column, i) => Prisma.sql`${column} AS ${names[i]}`)),
    order: Prisma.join(columns.map((column) => Prisma.sql`${column} ${direction}`)),
    keyOrder: Prisma.join(names.map((name) => Prisma.sql`${name} ${direction}`)),
    pageRows: Prisma.sql`FROM page JOIN ${Prisma.raw(table)} ON ${Prisma.join([...within, ...same], " AND ")}`,
    after: after(query, columns),
  }
}

function after({ page: { cursor }, sort, descending }: Query, columns: Prisma.Sql[]): Prisma.Sql[] {
  if (!cursor) return []
  const values = readCursor(sort.column, cursor)
  const right = values.map((v, i) => (i === 0 ? Prisma.sql`${v}::${Prisma.raw(sort.cast)}` : Prisma.sql`${v}::text`))
  return [Prisma.sql`(${Prisma.join(columns)}) ${Prisma.raw(descending ? "<" : ">")} (${Prisma.join(right)})`]
}
