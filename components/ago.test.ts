import { expect, test } from "vitest"
import { ago } from "./ago"

const now = Date.parse("2026-11-29T12:00:00Z")
const at = (text: string) => new Date(text)

test.each([
  ["2026-11-29T11:59:50Z", "now", "jetzt"],
  ["2026-11-29T11:57:59Z", "2 min. ago", "vor 2 Min."],
  ["2026-11-29T09:00:00Z", "3 hr. ago", "vor 3 Std."],
  ["2026-11-28T11:00:00Z", "yesterday", "gestern"],
  ["2026-11-25T11:00:00Z", "4 days ago", "vor 4 Tagen"],
])("%s is %s (U-18)", (text, english, german) => {
  expect(ago(at(text), "en", now)).toBe(english)
  expect(ago(at(text), "de", now)).toBe(german)
})

test("future times, and those older than six days, are dates (U-18)", () => {
  expect(ago(at("2026-11-30T12:00:00Z"), "en", now)).toBeNull()
  expect(ago(at("2026-11-22T12:00:00Z"), "en", now)).toBeNull()
})
