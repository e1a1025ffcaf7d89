import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterRes,
} from "rate-limiter-flexible"
import { singleton } from "../cache/singleton"
import { pool } from "../db/pool"
import { env } from "../env"
import type { Count, Counters, Quota, Use } from "./counters"
import { connect, insured } from "./redis"

/** Counters shared by all servers of an installation: in Redis where REDIS_URL is set, otherwise in PostgreSQL. */
export async function sharedCounters(quota: Quota): Promise<Counters> {
  const { prefix: keyPrefix, points, seconds: duration } = quota
  const url = env().REDIS_URL
  if (url) {
    const storeClient = await singleton("redis", () => connect(url))
    const shared = new RateLimiterRedis({ storeClient, keyPrefix: `nanostack:${keyPrefix}`, points, duration })
    // This process's counters, for while Redis is down.
    const spare = new RateLimiterMemory({ keyPrefix, points, duration })
    return insured(countersOf(shared), countersOf(spare))
  }
  const store = new RateLimiterPostgres({
    storeClient: pool(),
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    // One instance clears the table for all.
    clearExpiredByTimeout: keyPrefix === "sign_in",
    keyPrefix,
    points,
    duration,
  })
  return {
    ...countersOf(store),
    add: (uses) => addInPostgres(quota, uses),
    get: (keys) => readInPostgres(quota, keys),
  }
}

const countOf = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Count => ({
  consumed: consumedPoints,
  ms: msBeforeNext,
})

/** The library counts key by key; one connection to Redis sends all of them together. */
function countersOf(limiter: RateLimiterAbstract): Counters {
  return {
    add: (uses) => Promise.all(uses.map(async ({ key, points }) => countOf(await limiter.penalty(key, points)))),
    get: (keys) =>
      Promise.all(
        keys.map(async (key) => {
          const found = await limiter.get(key)
          return found && countOf(found)
        }),
      ),
    delete: (key) => limiter.delete(key),
  }
}

type Row = { key: string; points: number; expire: string }

/** The counts of these keys, in their order. */
function inOrder(keys: readonly string[], rows: readonly Row[], now: number): (Count | null)[] {
  const counts = new Map(rows.map(({ key, points, expire }) => [key, { consumed: points, ms: Number(expire) - now }]))
  return keys.map((key) => counts.get(key) ?? null)
}

/** One statement for all keys, on the library's table and in its terms. Ordered, so that two batches cannot deadlock. */
async function addInPostgres({ prefix, seconds }: Quota, uses: readonly Use[]): Promise<Count[]> {
  const now = Date.now()
  const keys = uses.map(({ key }) => `${prefix}:${key}`)
  const { rows } = await pool().query<Row>({
    name: "rate-limits-add",
    text: `
      INSERT INTO rate_limits AS r (key, points, expire)
      SELECT key, points, $3::bigint FROM unnest($1::text[], $2::int[]) AS u (key, points) ORDER BY key
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN r.expire <= $4::bigint THEN EXCLUDED.points ELSE r.points + EXCLUDED.points END,
        expire = CASE WHEN r.expire <= $4::bigint THEN EXCLUDED.expire ELSE r.expire END
      RETURNING key, points, expire`,
    values: [keys, uses.map(({ points }) => points), now + seconds * 1000, now],
  })
  return inOrder(keys, rows, now).map((count) => count ?? { consumed: 0, ms: seconds * 1000 })
}

async function readInPostgres({ prefix }: Quota, names: readonly string[]): Promise<(Count | null)[]> {
  const now = Date.now()
  const keys = names.map((key) => `${prefix}:${key}`)
  const { rows } = await pool().query<Row>(
    "SELECT key, points, expire FROM rate_limits WHERE key = ANY($1) AND expire > $2",
    [keys, now],
  )
  return inOrder(keys, rows, now)
}
