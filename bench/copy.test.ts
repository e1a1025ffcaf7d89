import { expect, test } from "vitest"
import { lineOf } from "./copy"
import { crowd } from "./people"

test("a row in COPY's text format", () => {
  expect(lineOf(["a\tb\\", null, true, 7, new Date(0)])).toBe("a\\tb\\\\\t\\N\ttrue\t7\t1970-01-01T00:00:00.000Z\n")
})

test("a crowd is the same each time, with unique addresses", () => {
  const [once, again] = [[...crowd("s", 5_000)], [...crowd("s", 5_000)]]
  expect(once).toEqual(again)
  expect(new Set(once.map((person) => person.email)).size).toBe(5_000)
  expect(new Set(once.map((person) => person.name)).size).toBeGreaterThan(1_000)
})
