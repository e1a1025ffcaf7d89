import { expect, test } from "vitest"
import { goesBack } from "./assertion"

test.each([
  [0n, 0, false],
  [0n, 1, false],
  [5n, 6, false],
  [5n, 5, true],
  [5n, 4, true],
  [5n, 0, true],
])("a counter stored as %s that is now %s goes back: %s", (stored, counter, back) => {
  expect(goesBack(stored, counter)).toBe(back)
})
