import { LRUCache } from "lru-cache"

/** Milliseconds between two looks for what can go. */
const sweepMs = 30_000

/**
 * A cache by least recent use that also lets go of what is older than `ttl` milliseconds. Left to itself it would keep
 * that until its place is needed, so that memory grew for hours.
 */
export function expiringCache<Value extends object>(options: {
  max: number
  ttl: number
  dispose?: (value: Value, key: string) => void
}): LRUCache<string, Value> {
  const cache = new LRUCache<string, Value>({ ...options, ttlResolution: 1_000 })
  setInterval(() => cache.purgeStale(), sweepMs).unref()
  return cache
}
