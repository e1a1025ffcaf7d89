import { expect, test } from "vitest"
import { initials } from "./initials"

test.each([
  ["Ada Winter", "AW"],
  ["ada", "A"],
  ["Maximiliane Friederike von Hohenlohe", "MH"],
  ["王小明", "王"],
  ["🇩🇪 Team", "🇩🇪T"],
  ["👩🏽‍🚀 Mission", "👩🏽‍🚀M"],
  ["e\u0301lodie", "E\u0301"],
  ["𝒜da", "𝒜"],
  ["", "?"],
])("initials of %s: emoji and accents stay whole", (name, expected) => {
  expect(initials(name)).toBe(expected)
})
