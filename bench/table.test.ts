import { expect, test } from "vitest"
import { factLine, lineOf, number, table } from "./table"

const server = { pid: 0, origin: "", startSeconds: 0, stop: async () => {} }
const work = { id: "me", name: "GET /users/me", job: { url: "", connections: 1 }, server }
const figures = { perSecond: 12_345.6, spread: 0.034, p50: 0.512, p95: 1, p99: 2.25, cpu: 0.98, memory: 181.4 }

test("a figure is shown with its share of the baseline and its goal", () => {
  expect(lineOf({ work, figures }, 50_000, { text: "≥ 0.25 of the floor", holds: false })).toMatchObject({
    figure: "12,346/s",
    spread: "3 %",
    share: "0.247",
    p50: "0.512",
    verdict: "misses",
  })
})

test("a failed benchmark's line has no numbers, only the reason", () => {
  const line = lineOf({ work, failure: "3 × 429" }, 50_000, { text: "≥ 0.25", holds: false })
  expect(line).toEqual({ work: work.name, figure: "no number: 3 × 429", goal: "≥ 0.25", verdict: "not measured" })
})

test("without a baseline there is no ratio", () => {
  expect(lineOf({ work, figures }, undefined).share).toBe("")
})

test("numbers have three digits", () => {
  expect([1_234_567, 123.4, 12.345, 0.012345, 0, Number.NaN].map(number)).toEqual([
    "1,234,567",
    "123",
    "12.3",
    "0.0123",
    "0",
    "",
  ])
})

test("every row has all columns, whatever it contains", () => {
  const lines = table([
    lineOf({ work, figures }, 1),
    factLine("a | b", "1 MB"),
    lineOf({ work, failure: "x".repeat(200) }, 1),
  ]).split("\n")
  expect(lines.map((line) => line.match(/(?<!\\)\|/g)?.length)).toEqual([11, 11, 11, 11, 11])
})
