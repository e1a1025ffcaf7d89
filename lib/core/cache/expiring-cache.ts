import { LRUCache } from "lru-cache"

/** Milliseconds between two purges. */
const sweepMs = 30_000

/**
 * LRU cache that also drops entries older than `ttl` milliseconds. LRUCache evicts expired entries lazily; they are
 * purged periodically to bound memory.
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
