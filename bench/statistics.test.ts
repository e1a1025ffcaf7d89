import { expect, test } from "vitest"
import { median, percentile, rate, slope, spread } from "./statistics"

test("percentiles are measured values", () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100])
  expect(percentile([7], 0.99)).toBe(7)
  expect(percentile([], 0.5)).toBeNaN()
})

test("the median ignores one failed round", () => {
  expect(median([100, 1, 99])).toBe(99)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(spread([100, 90, 105])).toBeCloseTo(0.1)
})

test("few responses are counted between the first and the last, many over the whole time", () => {
  expect(rate(11, { begun: 0, first: 1, last: 6, ended: 6.9 })).toBe(2)
  expect(rate(1_000, { begun: 0, first: 0.1, last: 0.2, ended: 2 })).toBe(500)
})

test("a slope is found in noise", () => {
  expect(slope([0, 1, 2, 3].map((x) => ({ x, y: 5 + 2 * x + (x % 2 ? 0.1 : -0.1) })))).toBeCloseTo(2, 0)
})
