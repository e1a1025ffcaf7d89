import { expiringCache } from "../cache/expiring-cache"
import { singleton } from "../cache/singleton"
import { AppError } from "../errors"
import { alreadyCounted, recordUsage } from "./headers"
import { type Entry, minute, quotaOf, toSeconds } from "./quota"

/** Counted in this process: they protect the server, not an account. */
const localTable = {
  person: { setting: "LIMIT_REQUESTS_PER_PERSON_PER_MINUTE", seconds: minute },
  api_key: { setting: "LIMIT_REQUESTS_PER_API_KEY_PER_MINUTE", seconds: minute },
  client: { setting: "LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE", seconds: minute },
} as const satisfies Record<string, Entry>

/** A limit that each server counts separately. */
export type LocalLimit = keyof typeof localTable

const localCounters = (name: LocalLimit) => singleton(`limit-${name}`, () => new LocalCounters())

/**
 * Counts one in this process, at most once per request.
 * @throws AppError rate_limited
 */
export function limitHere(name: LocalLimit, subject: string): void {
  const quota = quotaOf(localTable[name])
  if (!quota || alreadyCounted(`${name} ${subject}`)) return
  const { count, ms } = localCounters(name).add(subject, quota.seconds)
  const reset = toSeconds(ms)
  recordUsage({ name, ...quota, remaining: Math.max(0, quota.points - count), reset })
  if (count > quota.points) throw new AppError("rate_limited", { reason: "wait", retryAfter: reset, limit: name })
}

/** Refunds one that was counted in this process. */
export function refundHere(name: LocalLimit, subject: string): void {
  localCounters(name).takeBack(subject)
}

/** In-process counters: minimal, because every request passes them. */
class LocalCounters {
  readonly #counted = expiringCache<{ count: number; until: number }>({ max: 100_000, ttl: 60_000 })

  /** Counts one. @returns the new count, and the milliseconds until it resets */
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
