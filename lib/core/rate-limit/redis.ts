import { singleton } from "../cache/singleton"
import { log } from "../observability/log"
import { type Counters, isExceeded } from "./counters"

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

/** Falls back to this process's counters when the shared store fails, and logs it once. */
export function insured(shared: Counters, spare: Counters): Counters {
  async function attempt<T>(call: (counters: Counters) => Promise<T>): Promise<T> {
    try {
      const result = await call(shared)
      noteState(true)
      return result
    } catch (error) {
      if (isExceeded(error)) {
        noteState(true)
        throw error
      }
      noteState(false, error)
      return call(spare)
    }
  }
  return {
    consume: (key) => attempt((counters) => counters.consume(key)),
    get: (key) => attempt((counters) => counters.get(key)),
    reward: (key) => attempt((counters) => counters.reward(key)),
    delete: (key) => attempt((counters) => counters.delete(key)),
  }
}

/** Whether Redis is down and each server counts separately. */
export const isCountingAlone = () => !redisState().there

const redisState = () => singleton("redis-state", () => ({ there: true }))

function noteState(there: boolean, error?: unknown): void {
  if (redisState().there === there) return
  redisState().there = there
  if (there) log.info("Redis is back: limits are shared again")
  else log.warn({ error: String(error).slice(0, 200) }, "Redis is away: each server counts its limits by itself")
}
