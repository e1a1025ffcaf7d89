import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { thisMoment } from "../moment"
import { cached, clear, isHearing, markHeard } from "./authorization-cache"

// Only the wall clock is faked; the monotonic clock keeps running.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] })
  clear()
  markHeard()
})
afterEach(() => vi.useRealTimers())

let loads = 0
const ask = () => cached("key", async () => ({ value: ++loads, tags: ["user:ada"] }))

test("a value is cached while changes are heard", async () => {
  const first = await ask()
  markHeard()
  expect(await ask()).toBe(first)
})

test.each([
  ["back", -300_000],
  ["forward, or a machine that slept", 300_000],
])("a wall clock that is set %s does not make a stale value trusted (R-068)", async (_, ms) => {
  const first = await ask()
  vi.setSystemTime(Date.now() + ms)
  expect(isHearing()).toBe(false)
  expect(await ask()).not.toBe(first)
  markHeard()
  expect(isHearing()).toBe(true)
  expect(await ask()).not.toBe(first)
})

test("a wall clock that is set back does not extend the max silence (R-068)", async () => {
  const first = await ask()
  vi.setSystemTime(Date.now() - 300_000)
  markHeard()
  const second = await ask()
  expect(second).not.toBe(first)
  await new Promise((wake) => setTimeout(wake, 800))
  expect(isHearing()).toBe(false)
  expect(await ask()).not.toBe(second)
})

test("a heartbeat proves nothing about changes after it was sent, however late it is heard", async () => {
  const { steady, wall } = thisMoment()
  markHeard({ steady: steady - 800, wall: wall - 800 })
  expect(isHearing()).toBe(false)
  markHeard({ steady: steady - 500, wall: wall - 500 })
  const first = await ask()
  expect(await ask()).toBe(first)
  await new Promise((wake) => setTimeout(wake, 300))
  expect(await ask()).not.toBe(first)
})
