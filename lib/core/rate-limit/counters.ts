import type { RateLimiterRes } from "rate-limiter-flexible"

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

/** True for what `consume` throws when nothing is left. The class may exist once per bundle. */
export function isExceeded(thrown: unknown): thrown is RateLimiterRes {
  return typeof thrown === "object" && thrown !== null && "msBeforeNext" in thrown
}
