import { describe, expect, test } from "vitest"
import { fieldErrors } from "./http/field-errors"
import { beforeInvisible, isSeen, plainCode, trimInvisible } from "./invisible"
import { Email, Line, PersonName } from "./schema"

const reasons = (schema: typeof PersonName | typeof Email, text: string) =>
  fieldErrors(schema.safeParse(text).error?.issues ?? []).map(({ reason, values }) => [reason, values?.before])

describe("names", () => {
  test.each([
    ...["\u200b", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u3164", "\u115f\u1160", "\uffa0", "\u2800", "\ufe0f"],
    ...["\u{e0041}", "\u{e0100}", "\u180e", "\u200d", "\u200e\u200f", "\u061c", "\u2061 \u200b", "\u0301"],
  ])("%j alone is rejected, with a clear error (U-13)", (text) => {
    expect(reasons(PersonName, text)).toEqual([["only_invisible", undefined]])
    expect(Line(100).safeParse(`${text}${text}`).success).toBe(false)
  })

  test.each([
    ["\u200bAda\u2060", "Ada"],
    ["\ufeff Ada Winter\u00ad\u3164 ", "Ada Winter"],
    ["\u200fעדה\u200e", "עדה"],
    ["Ada\u{e0041}", "Ada"],
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["👩\u200d💻", "👩\u200d💻"],
    ["Ada ❤\ufe0f", "Ada ❤\ufe0f"],
    [
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    ],
    ["हिन्दी", "हिन्दी"],
    ["é", "é"],
  ])("%j is kept as %j (U-13)", (given, kept) => {
    expect(PersonName.parse(given)).toBe(kept)
    expect(trimInvisible(kept)).toBe(kept)
  })

  test.each(["\u202eevil", "evil\u202e", "a\u2066b", "a\u202db"])(
    "%j changes the text direction: rejected at any position (U-13)",
    (text) => {
      expect(reasons(PersonName, text)).toEqual([["one_line", undefined]])
    },
  )

  test("an empty one is still empty, and no other error appears (U-13)", () => {
    expect(reasons(PersonName, "")).toEqual([["empty", undefined]])
    expect(isSeen("0")).toBe(true)
  })
})

describe("addresses", () => {
  test.each([
    ["\u200bada@example.com\u200b", "ada@example.com"],
    ["\ufeffada@example.com", "ada@example.com"],
    ["\u202aada@example.com\u202c", "ada@example.com"],
    ["\u00a0ada@example.com\u2060 ", "ada@example.com"],
  ])("%j loses invisible characters at its ends (U-10)", (given, email) => {
    expect(Email.parse(given)).toBe(email)
  })

  test.each([
    ["ada@\u200bexample.com", "ada@"],
    ["a\u00adda@example.com", "a"],
    ["ada\u202e@example.com", "ada"],
  ])("%j gets an error that shows where the invisible character is (U-10)", (given, before) => {
    expect(reasons(Email, given)).toEqual([["invisible_after", before]])
    expect(beforeInvisible(given)).toBe(before)
  })

  test("an otherwise invalid one gets the usual error (U-10)", () => {
    expect(reasons(Email, "ada")).toEqual([["email", undefined]])
    expect(reasons(Email, "\u202eada@example.com")).toEqual([["invisible", undefined]])
  })
})

test.each([
  ["123456", "123456"],
  ["123 456", "123456"],
  ["123\u2013456", "123456"],
  ["١٢٣٤٥٦", "123456"],
  ["۱۲۳۴۵۶", "123456"],
  ["१२३ ४५६", "123456"],
  ["１２３４５６", "123456"],
  ["𝟏𝟐𝟑𝟜𝟝𝟞", "123456"],
  ["\u200e123456\u200b", "123456"],
  ["ａｂｃｄｅ－ｆｇｈ２３", "abcdefgh23"],
  ["๐๑๒๓๔๕๖๗๘๙", "0123456789"],
])("the code %j is %s (U-10)", (given, code) => {
  expect(plainCode(given)).toBe(code)
})

test("every decimal digit of Unicode has its numeric value (U-10)", () => {
  for (let point = 0x30; point <= 0x1ffff; point++) {
    const digit = String.fromCodePoint(point)
    if (/^\p{Nd}$/u.test(digit)) expect(plainCode(digit), point.toString(16)).toMatch(/^[0-9]$/)
  }
})
