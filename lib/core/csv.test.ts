import { expect, test } from "vitest"
import { csvCell, parseCsv } from "./csv"

const cellsOf = (text: string) => parseCsv(text).rows.map(({ cells }) => cells)

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
])("%j is parsed into cells", (text, rows) => {
  expect(cellsOf(text)).toEqual(rows)
})

test.each([
  ["a,b\n\nc,d", [1, 3]],
  ["\r\n\r\na,b\r\n\r\n\r\nc,d\r\n", [3, 6]],
  ['"a\n\nb",c\r\nd,e', [1, 4]],
  ["sep=;\na;b\nc;d", [2, 3]],
  ["a\rb\r\rc", [1, 2, 4]],
])("%j keeps the line numbers of the file: %j (U-15)", (text, lines) => {
  expect(parseCsv(text).rows.map(({ line }) => line)).toEqual(lines)
})

test.each([
  ["sep=;\na,x;b", [["a,x", "b"]]],
  ['\ufeff"sep=,"\r\na;x,b', [["a;x", "b"]]],
  ["SEP=\t\na,b\tc", [["a,b", "c"]]],
  ["sep=;", []],
  ["separate,b", [["separate", "b"]]],
])("%j declares its own separator (U-15)", (text, cells) => {
  expect(cellsOf(text)).toEqual(cells)
})

test("only the maximum number of rows is read, however large the file is (U-15)", () => {
  const large = "ada@example.com,Ada\n".repeat(500_000)
  const began = performance.now()
  expect(parseCsv(large, 1_001).rows).toHaveLength(1_001)
  expect(performance.now() - began).toBeLessThan(500)
})

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x";"y")'])("%j is not a formula in a file", (text) => {
  expect(csvCell(text)).toMatch(/^"'/)
  expect(cellsOf(csvCell(text))[0]?.[0]).toBe(`'${text}`)
})

test("a written cell reads back unchanged", () => {
  for (const text of ["a,b", "a;b", 'say "hi"', "two\nlines", "plain"])
    expect(cellsOf(`${csvCell(text)},x`)).toEqual([[text, "x"]])
})
