import type { LRUCache } from "lru-cache"
import { transactionScope } from "../db/transaction-scope"
import { type Moment, since, thisMoment } from "../moment"
import { counts } from "../observability/counters"
import { expiringCache } from "./expiring-cache"
import { singleton } from "./singleton"

/** What a cached value depends on. Publish a change of it with `invalidate`. */
export type Tag =
  `${"user" | "profile" | "session" | "key" | "tenant" | "organization" | "application" | "api"}:${string}`

/** `until` is a time of the monotonic clock, in milliseconds. */
type Entry = { value: unknown; tags: readonly Tag[]; until: number }

/**
 * Plain data, because Next's bundle and the server's share it: cached values, their keys by tag, and the heartbeat
 * state.
 */
type Store = {
  entries: LRUCache<string, Entry>
  byTag: Map<Tag, Set<string>>
  /** Incremented by each invalidation: a value whose load began before one is not stored. */
  generation: number
  /** When the last heartbeat that the listener heard was sent. */
  heardAt: Moment
}

const store = () =>
  singleton<Store>("changes", () => {
    const byTag = new Map<Tag, Set<string>>()
    const dispose = ({ tags }: Entry, key: string) => untag(byTag, tags, key)
    const entries = expiringCache<Entry>({ max: 50_000, ttl: longest, dispose })
    return { entries, byTag, generation: 0, heardAt: { steady: -silence, wall: 0 } }
  })

function untag(byTag: Store["byTag"], tags: readonly Tag[], key: string): void {
  for (const tag of tags) {
    const keys = byTag.get(tag)
    keys?.delete(key)
    if (keys?.size === 0) byTag.delete(tag)
  }
}

/** Max age (ms) of the listener heartbeat before the cache is bypassed. */
const silence = 750

/** Whether changes are heard, so that values may be cached. */
export const isHearing = () => since(store().heardAt) < silence

/** Max age of a cached value in milliseconds, as a backstop. */
const longest = 30_000

/**
 * Result of a load: the value, its dependencies, and in how many seconds (database clock) it changes without an event.
 */
export type Loaded<T> = { value: T; tags: readonly Tag[]; seconds?: number | null }

/**
 * Returns the cached value of `key`, or loads it. Bypassed while the database's notifications are not heard, so that a
 * change is never missed for longer than `silence`. Null is not stored: new rows are visible immediately.
 */
export async function cached<T>(key: string, load: () => Promise<Loaded<T> | null>): Promise<T | null> {
  return (await cachedWith(key, load))?.value ?? null
}

/** As `cached`, with the value's dependencies and lifetime, for a value that is composed of others. */
export async function cachedWith<T>(key: string, load: () => Promise<Loaded<T> | null>): Promise<Loaded<T> | null> {
  const now = performance.now()
  const hit = find(key, now)
  if (hit) return { value: hit.value as T, tags: hit.tags, seconds: (hit.until - now) / 1000 }
  counts().cache.miss++
  const { generation } = store()
  const loaded = await load()
  if (!loaded) return null
  const live = Math.min(longest, (loaded.seconds ?? Number.POSITIVE_INFINITY) * 1000)
  if (generation === store().generation && isHearing() && live > 0)
    keep(key, { value: loaded.value, tags: loaded.tags, until: now + live })
  return loaded
}

/** Returns the cached value synchronously, or undefined where there is none that can be trusted. */
export function peek<T>(key: string): T | undefined {
  return find(key, performance.now())?.value as T | undefined
}

function find(key: string, now: number): Entry | undefined {
  const hit = isHearing() ? store().entries.get(key) : undefined
  if (!hit || hit.until <= now) return undefined
  counts().cache.hit++
  return hit
}

function keep(key: string, entry: Entry): void {
  const { entries, byTag } = store()
  entries.set(key, entry)
  for (const tag of entry.tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(key))
}

/** Evicts this process's entries that depend on these tags. */
export function evict(tags: Iterable<string>): void {
  const { entries, byTag } = store()
  store().generation++
  for (const tag of tags) for (const key of [...(byTag.get(tag as Tag) ?? [])]) entries.delete(key)
}

/** Clears this process's cache, after a gap in which changes may have been missed. */
export function clear(): void {
  store().generation++
  store().entries.clear()
}

/**
 * Records a heartbeat, and with it every change committed before. Clears the cache after a silence.
 * @param sent when the heartbeat was sent: a slow one proves nothing about later commits
 */
export function markHeard(sent: Moment = thisMoment()): void {
  if (!isHearing()) clear()
  store().heardAt = sent
}

/**
 * Marks access, sessions or keys as changed by the running transaction: every server evicts what depends on them on
 * commit, and nothing on rollback.
 */
export function invalidate(...tags: Tag[]): void {
  const { attempt } = transactionScope()
  if (!attempt) throw new Error("invalidate() outside of transaction()")
  for (const tag of tags) attempt.invalidated.add(tag)
}
