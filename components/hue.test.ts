import { expect, test } from "vitest"
import { hueOf, hues, shades } from "./hue"

/** Relative luminance of a color by WCAG. */
function luminance(hue: number, [saturation, lightness]: readonly [number, number]): number {
  const [s, l] = [saturation / 100, lightness / 100]
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    const value = l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(0) + 0.7152 * channel(8) + 0.0722 * channel(4)
}

test("initials have AA contrast in every color, light and dark", () => {
  for (const hue of hues)
    for (const { paper, ink } of [shades.light, shades.dark]) {
      const [a = 0, b = 0] = [luminance(hue, paper), luminance(hue, ink)].sort((x, y) => y - x)
      expect((a + 0.05) / (b + 0.05), `hue ${hue}`).toBeGreaterThan(4.5)
    }
})

test("a person keeps their color, and people have different ones", () => {
  expect(hueOf("user_1")).toBe(hueOf("user_1"))
  const found = new Set(Array.from({ length: 200 }, (_, i) => hueOf(`user_${i}`)))
  expect(found.size).toBe(hues.length)
})
