import { singleton } from "../cache/singleton"
import { log } from "../observability/log"
import type { Counters } from "./counters"

/** Connects to Redis, with a timeout of one second. */
export async function connect(url: string) {
  const { Redis } = await import("ioredis")
  const client = new Redis(url, {
    // Fail fast while Redis is down: this process counts meanwhile.
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

/**
 * Falls back to this process's counters when the shared store fails, and logs it once. From then on no request waits
 * for the store: whether it counts again is tried in the background, once a second.
 */
export function insured(shared: Counters, spare: Counters): Counters {
  async function attempt<T>(call: (counters: Counters) => Promise<T>): Promise<T> {
    if (isCountingAlone()) {
      tryAgain(shared)
      return call(spare)
    }
    try {
      return await call(shared)
    } catch (error) {
      noteState(false, error)
      return call(spare)
    }
  }
  return {
    add: (uses) => attempt((counters) => counters.add(uses)),
    get: (keys) => attempt((counters) => counters.get(keys)),
    delete: (key) => attempt((counters) => counters.delete(key)),
  }
}

/** Whether Redis is down and each server counts separately. */
export const isCountingAlone = () => !redisState().there

/** `nextTry` by the monotonic clock, in milliseconds. */
const redisState = () => singleton("redis-state", () => ({ there: true, nextTry: 0 }))

const pause = 1_000

function tryAgain(shared: Counters): void {
  const state = redisState()
  if (performance.now() < state.nextTry) return
  // Until the response, which has a timeout, no other request tries.
  state.nextTry = Number.POSITIVE_INFINITY
  // A write: a Redis that is full still responds to pings.
  shared
    .add([{ key: "probe", points: 1 }])
    .then(
      () => noteState(true),
      () => {},
    )
    .finally(() => {
      state.nextTry = performance.now() + pause
    })
}

function noteState(there: boolean, error?: unknown): void {
  const state = redisState()
  if (state.there === there) return
  state.there = there
  state.nextTry = performance.now() + pause
  if (there) log.info("Redis is back: limits are shared again")
  else log.warn({ error: String(error).slice(0, 200) }, "Redis is away: each server counts its limits by itself")
}
