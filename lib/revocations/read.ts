import { Pool } from "pg"
import { singleton } from "../core/cache/singleton"
import { Prisma, readRows } from "../core/db/client"
import { env } from "../core/env"

/** Seconds that a transaction may take from writing a row to its commit. */
const lag = 20

/** Seconds that the longest token lives: nothing earlier matters. */
const longest = 3_600

/** A row, as backends hear of it. */
export type Revocation = {
  id: string
  tenant_id: string
  organization_id: string | null
  application_id: string | null
  sid: string | null
  sub: string | null
  /** Unix time in seconds, rounded down as the `iat` of tokens is. */
  before: number | null
}

const columns = Prisma.sql`r.id, r.tenant_id, r.organization_id, r.application_id, r.sid, r.sub,
  floor(extract(epoch FROM r.before))::float8 AS before`

/** A separate connection: while the pool is exhausted, backends must not begin to ask for each token. */
const ownPool = () =>
  singleton("revocations-pool", () => {
    const { DATABASE_URL: connectionString } = env()
    const made = new Pool({ connectionString, max: 1, connectionTimeoutMillis: 1_000, query_timeout: 1_000 })
    made.on("error", () => {})
    return made
  })

/** Closes that connection. */
export const stopReading = (): Promise<void> => ownPool().end()

/** What some tenants' transactions may have committed since the last read, and the database's time in milliseconds. */
export async function readRecent(tenantIds: readonly string[]): Promise<{ now: number; rows: Revocation[] }> {
  const { text, values } = Prisma.sql`
    SELECT floor(extract(epoch FROM statement_timestamp()) * 1000)::float8 AS now,
      COALESCE((SELECT jsonb_agg(to_jsonb(recent)) FROM (
        SELECT ${columns} FROM revocations r
        WHERE r.tenant_id = ANY(${[...tenantIds]}::text[])
          AND r.created_at > statement_timestamp() - make_interval(secs => ${lag}::int)) recent), '[]') AS rows`
  const { rows } = await ownPool().query<{ now: number; rows: Revocation[] }>({ text, values })
  return rows[0] ?? { now: 0, rows: [] }
}

/** Rows per page of a replay. */
const pageSize = 1_000

/** Where a replay begins: seconds ago, and whether the reader has missed something before. */
export type From = { seconds: number; missed: boolean }

/** Where to begin, by the last ID that a reader has seen: a time of the database in milliseconds. */
export async function replayFrom(lastId: string | null): Promise<From> {
  const all = { seconds: longest + lag, missed: false }
  if (lastId === null) return all
  if (!/^\d{1,15}$/.test(lastId)) return { ...all, missed: true }
  const [row] = await readRows<{ ago: number }>(
    Prisma.sql`SELECT (extract(epoch FROM now()) - ${Number(lastId) / 1_000}::float8)::float8 AS ago`,
  )
  const ago = row?.ago ?? Number.POSITIVE_INFINITY
  // An ID of the future is another database's.
  return ago >= 0 && ago <= longest ? { seconds: ago + lag, missed: false } : { ...all, missed: true }
}

/** Returns what was written to a tenant in the last seconds, a page at a time. */
export async function* readSince(tenantId: string, seconds: number): AsyncGenerator<Revocation[]> {
  const [first] = await readRows<{ at: string }>(
    Prisma.sql`SELECT (now() - make_interval(secs => ${seconds}::float8))::text AS at`,
  )
  for (let after = { at: String(first?.at), id: "" }; ; ) {
    const rows = await readRows<Revocation & { at: string }>(Prisma.sql`
      SELECT ${columns}, r.created_at::text AS at FROM revocations r
      WHERE r.tenant_id = ${tenantId} AND (r.created_at, r.id) > (${after.at}::timestamptz, ${after.id})
      ORDER BY r.created_at, r.id LIMIT ${pageSize}`)
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last
  }
}
