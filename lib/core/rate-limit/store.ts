import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, type RateLimiterRes } from "rate-limiter-flexible"
import { expiringCache } from "../cache/expiring-cache"
import { singleton } from "../cache/singleton"
import { pool } from "../db/client"
import { env } from "../env"
import { log } from "../observability/log"

/** A counter for each key: `points` in `seconds`, from the first on. `prefix` keeps the keys of several apart. */
export type Quota = { prefix: string; points: number; seconds: number }

/** `consume` throws a `RateLimiterRes` when there were none left, anything else when the store is away. */
export type Counters = {
  consume: (key: string) => Promise<RateLimiterRes>
  /** Looks and counts nothing; null when nothing was counted yet. */
  get: (key: string) => Promise<RateLimiterRes | null>
  reward: (key: string) => Promise<RateLimiterRes>
  delete: (key: string) => Promise<boolean>
}

/** The counters of this process alone: plain, because every request passes them. */
export class LocalCounters {
  readonly #counted = expiringCache<{ count: number; until: number }>({ max: 100_000, ttl: 60_000 })

  /** Counts one. @returns how many that makes, and in how many milliseconds they begin anew */
  add(key: string, seconds: number): { count: number; ms: number } {
    const now = Date.now()
    const known = this.#counted.get(key)
    const counter = known && known.until > now ? known : { count: 0, until: now + seconds * 1000 }
    if (counter !== known) this.#counted.set(key, counter, { ttl: seconds * 1000 })
    counter.count++
    return { count: counter.count, ms: counter.until - now }
  }

  takeBack(key: string): void {
    const counter = this.#counted.get(key)
    if (counter) counter.count--
  }
}

/** What counts in this process while the shared store is away. */
function spareCounters({ prefix, points, seconds }: Quota): Counters {
  return new RateLimiterMemory({ keyPrefix: prefix, points, duration: seconds })
}

/** Counters that all servers of an installation share: in Redis where REDIS_URL is set, else in PostgreSQL. */
export async function sharedCounters(quota: Quota): Promise<Counters> {
  const { prefix: keyPrefix, points, seconds: duration } = quota
  const url = env().REDIS_URL
  if (url) {
    const storeClient = await singleton("redis", () => connect(url))
    return insured(
      new RateLimiterRedis({ storeClient, keyPrefix: `nanostack:${keyPrefix}`, points, duration }),
      spareCounters(quota),
    )
  }
  return new RateLimiterPostgres({
    storeClient: pool(),
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    // One of them clears the table of all.
    clearExpiredByTimeout: keyPrefix === "sign_in",
    keyPrefix,
    points,
    duration,
  })
}

/** True for what `consume` throws when nothing is left. The class may exist once per bundle. */
export function isExceeded(thrown: unknown): thrown is RateLimiterRes {
  return typeof thrown === "object" && thrown !== null && "msBeforeNext" in thrown
}

async function connect(url: string) {
  const { Redis } = await import("ioredis")
  const client = new Redis(url, {
    // Nobody waits for a Redis that is away: this process counts meanwhile.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  client.on("error", () => {})
  await new Promise<void>((done) => {
    client.once("ready", () => done())
    setTimeout(done, 1_000).unref()
  })
  return client
}

/** Whatever goes wrong with the shared store, the limit goes on in this process, and the log says so once. */
function insured(shared: Counters, spare: Counters): Counters {
  async function attempt<T>(call: (counters: Counters) => Promise<T>): Promise<T> {
    try {
      const result = await call(shared)
      noteState(true)
      return result
    } catch (error) {
      if (isExceeded(error)) {
        noteState(true)
        throw error
      }
      noteState(false, error)
      return call(spare)
    }
  }
  return {
    consume: (key) => attempt((counters) => counters.consume(key)),
    get: (key) => attempt((counters) => counters.get(key)),
    reward: (key) => attempt((counters) => counters.reward(key)),
    delete: (key) => attempt((counters) => counters.delete(key)),
  }
}

/** Whether Redis is away and each server counts by itself. */
export const isCountingAlone = () => !redisState().there

const redisState = () => singleton("redis-state", () => ({ there: true }))

function noteState(there: boolean, error?: unknown): void {
  if (redisState().there === there) return
  redisState().there = there
  if (there) log.info("Redis is back: limits are shared again")
  else log.warn({ error: String(error).slice(0, 200) }, "Redis is away: each server counts its limits by itself")
}
