/** A quota per key: `points` per `seconds`, from the first use on. `prefix` separates quotas. */
export type Quota = { prefix: string; points: number; seconds: number }

/** How often a key was counted in its window, and the milliseconds until that ends. */
export type Count = { consumed: number; ms: number }

/** Points to add to a key; negative ones refund. */
export type Use = { key: string; points: number }

/** All throw when the store is down. */
export type Counters = {
  /** Adds to many keys, each named once; returns their counts in the same order. */
  add: (uses: readonly Use[]) => Promise<Count[]>
  /** Reads many keys without counting; null for those that were not counted yet. */
  get: (keys: readonly string[]) => Promise<(Count | null)[]>
  delete: (key: string) => Promise<unknown>
}
