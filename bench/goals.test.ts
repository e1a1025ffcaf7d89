import { expect, test } from "vitest"
import { goalOf } from "./goals"

const figures = (perSecond: number, p50 = 1) => ({ perSecond, spread: 0, p50, p95: 60, p99: 70, cpu: 1, memory: 1 })
const run: Record<string, ReturnType<typeof figures>> = {
  plain: figures(40_000),
  me: figures(10_000),
  "me-idle": figures(1, 0.5),
  "me-storm": figures(1, 0.8),
  "list-1000": figures(1_999),
  "list-100000": figures(1_900),
  "sign-in": figures(5.4),
}
const holds = (id: string, of = run) => goalOf(id, (other) => of[other], 6)?.holds

test("goals are ratios to figures of the same run", () => {
  expect(holds("me")).toBe(true)
  expect(holds("me", { ...run, plain: figures(40_001) })).toBe(false)
  expect(holds("list-1000")).toBe(false)
  expect(holds("list-100000")).toBe(true)
  expect(holds("me-storm")).toBe(false)
  expect(holds("sign-in")).toBe(true)
})

test("without the other figure no goal is reached", () => {
  expect(holds("me", { me: figures(10_000) })).toBe(false)
  expect(holds("me-storm", { "me-storm": figures(1) })).toBe(false)
  expect(goalOf("plain", (id) => run[id], 6)).toBeUndefined()
})
