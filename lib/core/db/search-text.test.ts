import { afterAll, expect, test } from "vitest"
import { pool } from "./pool"
import { containing, cut, wordBeginning } from "./search-text"

afterAll(() => pool().end())

test("cut – whole characters only, at most the given number of bytes", () => {
  expect(cut("äöü", 4)).toBe("äö")
  expect(cut("a😀b", 4)).toBe("a")
})

test("containing – LIKE's special characters are escaped", () => {
  expect(containing(String.raw`50%_\x`)).toBe(String.raw`%50\%\_\\x%`)
})

test.each([
  ["ad", "ada", true],
  ["ad", "winter ada", true],
  ["ad", "o'ada", true],
  ["ad", "ben\\ada", true],
  ["ad", "ben[ada", true],
  ["ad", "ben]ada", true],
  ["ad", "ben-ada", true],
  ["ad", "benada", false],
  ["ад", "влад", false],
  ["小", "王 小 明", true],
  ["+1", "ben+1@x", false],
  ["@x", "ben.@x", true],
  ["\\d", "ben 1", false],
])("a word that begins with %j in %j: %j (U-14)", async (text, folded, found) => {
  const { rows } = await pool().query("SELECT $1 ~ $2 AS found", [folded, wordBeginning(text)])
  expect(rows[0].found).toBe(found)
})
