import { expect, test } from "vitest"
import { containing, fold } from "./search-text"

test.each([
  ["Zoë  Ångström", "zoe angstrom"],
  ["ÉMILE\tZola ", "emile zola"],
  ["ﬁne", "fine"],
  ["Ｆｕｌｌ", "full"],
  ["İstanbul", "istanbul"],
  ["李雷", "李雷"],
  ["", ""],
])("fold %j is %j", (given, folded) => {
  expect(fold(given)).toBe(folded)
})

test("fold – both ways to write a letter are one, and folding twice changes nothing", () => {
  expect(fold("Zoe\u0308")).toBe(fold("Zo\u00eb"))
  for (const text of ["Zoë Ångström", "ﬁne", "İ", "ẞ"]) expect(fold(fold(text))).toBe(fold(text))
})

test("containing – what LIKE would read as a pattern stands for itself", () => {
  expect(containing(String.raw`50%_\x`)).toBe(String.raw`%50\%\_\\x%`)
})
