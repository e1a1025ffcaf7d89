import { expect, test } from "vitest"
import { csvCell, decodeText, parseCsv } from "./csv"

test.each([
  [
    "a,b\r\nc,d",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "\ufeffa;b;c,x\nc;d\n\n",
    [
      ["a", "b", "c,x"],
      ["c", "d"],
    ],
  ],
  [
    "a\tb\rc\td",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    '"a ""q"", z","b\nc"\n"d" , e',
    [
      ['a "q", z', "b\nc"],
      ["d", "e"],
    ],
  ],
  ['"Doe; Jane",x', [["Doe; Jane", "x"]]],
  ['5" pipe,x', [['5" pipe', "x"]]],
  ['"never closed,x\ny', [["never closed,x\ny"]]],
  ["\n , \n", []],
])("%j is read cell by cell", (text, rows) => {
  expect(parseCsv(text)).toEqual(rows)
})

test.each([
  [[0xef, 0xbb, 0xbf, 0xc3, 0xa4], "ä"],
  [[0xc3, 0xa4], "ä"],
  [[0xe4, 0x41], "äA"],
  [[0xff, 0xfe, 0xe4, 0x00], "ä"],
  [[0xfe, 0xff, 0x00, 0xe4], "ä"],
])("bytes %j are %s", (bytes, text) => {
  expect(decodeText(new Uint8Array(bytes))).toBe(text)
})

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x";"y")'])("%j is no formula in a file", (text) => {
  expect(csvCell(text)).toMatch(/^"'/)
  expect(parseCsv(csvCell(text))[0]?.[0]).toBe(`'${text}`)
})

test("a cell written is the cell read", () => {
  for (const text of ["a,b", "a;b", 'say "hi"', "two\nlines", "plain"])
    expect(parseCsv(`${csvCell(text)},x`)).toEqual([[text, "x"]])
})
