import { afterEach, expect, test, vi } from "vitest"

afterEach(() => vi.useRealTimers())

test("what is too old goes by itself, though nobody asks for it and there is room (R-089)", async () => {
  vi.useFakeTimers()
  // The library takes its clock when it is loaded.
  const { expiringCache } = await import("./expiring-cache")
  const gone: string[] = []
  const cache = expiringCache<object>({ max: 10, ttl: 40_000, dispose: (_, key) => gone.push(key) })
  cache.set("old", {})
  vi.advanceTimersByTime(30_000)
  cache.set("young", {})
  vi.advanceTimersByTime(30_000)
  expect([gone, [...cache.keys()]]).toEqual([["old"], ["young"]])
})
