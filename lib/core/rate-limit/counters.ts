import type { RateLimiterRes } from "rate-limiter-flexible"

/** A quota per key: `points` per `seconds`, from the first use on. `prefix` separates quotas. */
export type Quota = { prefix: string; points: number; seconds: number }

/** `consume` throws a `RateLimiterRes` when none are left, and anything else when the store is down. */
export type Counters = {
  consume: (key: string) => Promise<RateLimiterRes>
  /** Reads without counting; null when nothing was counted yet. */
  get: (key: string) => Promise<RateLimiterRes | null>
  reward: (key: string) => Promise<RateLimiterRes>
  delete: (key: string) => Promise<boolean>
}

/** True for what `consume` throws when none are left. The class may exist once per bundle. */
export function isExceeded(thrown: unknown): thrown is RateLimiterRes {
  return typeof thrown === "object" && thrown !== null && "msBeforeNext" in thrown
}
