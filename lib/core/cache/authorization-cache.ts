import type { LRUCache } from "lru-cache"
import { transactionScope } from "../db/transaction-scope"
import { type Moment, since, thisMoment } from "../moment"
import { counts } from "../observability/counters"
import { expiringCache } from "./expiring-cache"
import { singleton } from "./singleton"

/** What a cached answer depends on. A change of it is said with `invalidate`. */
export type Tag = `${"user" | "profile" | "session" | "key" | "tenant" | "organization"}:${string}`

/** `until` is by the steady clock. */
type Entry = { value: unknown; tags: readonly Tag[]; until: number }

/** Plain data, because Next's bundle and the server's share it: answers, which of them a tag is in, and whether they can be trusted. */
type Store = {
  entries: LRUCache<string, Entry>
  byTag: Map<Tag, Set<string>>
  /** Grows with each invalidation: an answer that was asked for before one and comes after it is not kept. */
  generation: number
  /** When the last beat that the listener heard was sent. */
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

/** Max age of the last heard beat, in milliseconds, before the cache is bypassed. */
const silence = 750

/** Whether changes are heard, so that answers are cached. */
export const isHearing = () => since(store().heardAt) < silence

/** How long an answer is believed at the most, in milliseconds, should all else fail. */
const longest = 30_000

/** What a load gives: the value, what it depends on, and after how many seconds of the database's clock it changes by itself. */
export type Loaded<T> = { value: T; tags: readonly Tag[]; seconds?: number | null }

/**
 * The cached answer to `key`, or what `load` gives. Nothing is cached while the database's notifications cannot be
 * heard, so that a change is never missed for longer than `silence`. Null is not kept: what comes into being is seen at once.
 */
export async function cached<T>(key: string, load: () => Promise<Loaded<T> | null>): Promise<T | null> {
  return (await cachedWith(key, load))?.value ?? null
}

/** As `cached`, with what the answer depends on and how long it holds: for an answer that is made of others. */
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

/** The cached answer, at once; undefined where there is none that can be believed. */
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

/** Forgets, in this process, what depends on these. */
export function evict(tags: Iterable<string>): void {
  const { entries, byTag } = store()
  store().generation++
  for (const tag of tags) for (const key of [...(byTag.get(tag as Tag) ?? [])]) entries.delete(key)
}

/** Forgets everything, in this process: after a gap in which changes may have gone unheard. */
export function clear(): void {
  store().generation++
  store().entries.clear()
}

/**
 * Notes that the listener heard a beat, and with it every change committed before. After a silence the cache begins anew.
 * @param sent when the beat was sent: one that took long says nothing about what was committed since
 */
export function markHeard(sent: Moment = thisMoment()): void {
  if (!isHearing()) clear()
  store().heardAt = sent
}

/**
 * Says, inside a transaction, that rights, sessions or keys change: every server forgets what depends on them when it
 * commits, and none if it does not.
 */
export function invalidate(...tags: Tag[]): void {
  const { attempt } = transactionScope()
  if (!attempt) throw new Error("invalidate() outside of transaction()")
  for (const tag of tags) attempt.invalidated.add(tag)
}
