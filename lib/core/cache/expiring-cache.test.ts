import { afterEach, expect, test, vi } from "vitest"

afterEach(() => vi.useRealTimers())

test("expired entries are purged without being asked for, even when there is room (R-089)", async () => {
  vi.useFakeTimers()
  const { expiringCache } = await import("./expiring-cache") // the library captures its clock when it is loaded
  vi.advanceTimersByTime(1) // the library treats entries created at 0 as having no age
  const gone: string[] = []
  const cache = expiringCache<object>({ max: 10, ttl: 40_000, dispose: (_, key) => gone.push(key) })
  cache.set("old", {})
  vi.advanceTimersByTime(30_000)
  cache.set("young", {})
  vi.advanceTimersByTime(30_000)
  expect([gone, [...cache.keys()]]).toEqual([["old"], ["young"]])
})
