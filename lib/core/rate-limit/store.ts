import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis } from "rate-limiter-flexible"
import { singleton } from "../cache/singleton"
import { pool } from "../db/pool"
import { env } from "../env"
import type { Counters, Quota } from "./counters"
import { connect, insured } from "./redis"

/** This process's counters, for while the shared store is down. */
function spareCounters({ prefix, points, seconds }: Quota): Counters {
  return new RateLimiterMemory({ keyPrefix: prefix, points, duration: seconds })
}

/** Counters shared by all servers of an installation: in Redis where REDIS_URL is set, otherwise in PostgreSQL. */
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
    // One instance clears the table for all.
    clearExpiredByTimeout: keyPrefix === "sign_in",
    keyPrefix,
    points,
    duration,
  })
}
