import { expect, test } from "vitest"
import { failureOf, filled } from "./load"

test("numbers count only where every response was 2xx", () => {
  const of = (...statuses: [number, number][]) => new Map(statuses)
  expect(failureOf(of([200, 900], [201, 3]), 0)).toBeUndefined()
  expect(failureOf(of([200, 900], [429, 1]), 0)).toBe("1 × 429")
  expect(failureOf(of([302, 5], [503, 2]), 0)).toBe("5 × 302, 2 × 503")
  expect(failureOf(of([200, 900]), 2)).toBe("2 failed or timed out")
  expect(failureOf(of(), 0)).toBe("no answer in the time given")
})

test("each request of a kind that must not repeat has a unique word", () => {
  expect(filled("{n}", 1)).not.toBe(filled("{n}", 2))
  expect(filled("signer{k}", 9)).toBe("signer1")
})
