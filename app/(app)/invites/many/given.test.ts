import { expect, test } from "vitest"
import { readCsv, readList, roleOf } from "./given"

const people = (table: ReturnType<typeof readCsv>) =>
  "rows" in table ? table.rows.map(({ line, email, name, role }) => [line, email, name, role].join("|")) : table.wrong

test.each([
  ["a@x.test, b@x.test;c@x.test\n\nd@x.test", ["1|a@x.test||", "1|b@x.test||", "1|c@x.test||", "3|d@x.test||"]],
  ["Ada Winter <a@x.test>, <b@x.test>", ["1|a@x.test|Ada Winter|", "1|b@x.test||"]],
  ['"Doe; Jane, Dr." <j@x.test>\n', ["1|j@x.test|Doe; Jane, Dr.|"]],
  ["a@x.test b@x.test", ["1|a@x.test||", "1|b@x.test||"]],
  ["nonsense, =1+1", ["1|nonsense||", "1|=1+1||"]],
  ["a@x.test\tAda\tguest\nb@x.test\tBen", ["1|a@x.test|Ada|guest", "2|b@x.test|Ben|"]],
  ["email,name\na@x.test,Ada", ["2|a@x.test|Ada|"]],
])("the list %j is read", (text, expected) => {
  expect(people(readList(text))).toEqual(expected)
})

test("columns are found by their names, in any order, language and case; others are named", () => {
  const table = readCsv("Team;Rolle;E-Mail-Adresse;Name\nBlau;Gast;a@x.test;Ada")
  expect(people(table)).toEqual(["2|a@x.test|Ada|Gast"])
  expect(table).toMatchObject({ unknown: ["Team"] })
})

test("without names of columns the one with an address is the address", () => {
  expect(people(readCsv("Ada,a@x.test,guest\nBen,b@x.test,"))).toEqual(["1|a@x.test|Ada|guest", "2|b@x.test|Ben|"])
})

test("a table without a column of addresses is told by its first line", () => {
  expect(readCsv("first,last,phone\nAda,Winter,1")).toEqual({ wrong: ["first", "last", "phone"] })
})

test.each([
  ["Mitglied", "member"],
  ["ADMIN", "admin"],
  ["Tenant Admin", "tenant_admin"],
  ["=1", "=1"],
])("%s is %s", (text, role) => {
  expect(roleOf(text)).toBe(role)
})
