import { describe, expect, test } from "vitest"
import { parsePeople, peopleOf, roleOf } from "./given"

/** The people of a list, or of a table with detected columns. */
function people(text: string): string[] {
  const parsed = parsePeople(text)
  const rows = "people" in parsed ? parsed.people : peopleOf(parsed.sheet, parsed.sheet.columns).rows
  return rows.map(({ line, email, name, role }) => [line, email, name, role].join("|"))
}

function sheetOf(text: string) {
  const parsed = parsePeople(text)
  if ("people" in parsed) throw new Error("a list, no table")
  return parsed.sheet
}

test.each([
  ["a@x.test, b@x.test;c@x.test\n\nd@x.test", ["1|a@x.test||", "1|b@x.test||", "1|c@x.test||", "3|d@x.test||"]],
  ["a@x.test\tb@x.test\r\nc@x.test", ["1|a@x.test||", "1|b@x.test||", "2|c@x.test||"]],
  ["Ada Winter <a@x.test>, <b@x.test>", ["1|a@x.test|Ada Winter|", "1|b@x.test||"]],
  ['"Doe; Jane, Dr." <j@x.test>\n', ["1|j@x.test|Doe; Jane, Dr.|"]],
  ["a@x.test b@x.test", ["1|a@x.test||", "1|b@x.test||"]],
  ["nonsense, =1+1", ["1|nonsense||", "1|=1+1||"]],
  ["a@x.test\n\n  \nb at x.test, c@x.test", ["1|a@x.test||", "4|b at x.test||", "4|c@x.test||"]],
])("the list %j is parsed (U-15)", (text, expected) => {
  expect(people(text)).toEqual(expected)
})

test.each([
  [
    "Lovelace, Ada <ada@example.com>; Ben <ben@example.com>",
    ["1|ada@example.com|Ada Lovelace|", "1|ben@example.com|Ben|"],
  ],
  ["Lovelace, Ada <a@x.test>, Byron, Ben <b@x.test>", ["1|a@x.test|Ada Lovelace|", "1|b@x.test|Ben Byron|"]],
  ["Winter, Ada, Dr. <a@x.test>;", ["1|a@x.test|Winter, Ada, Dr.|"]],
  ["nobody; Ada <a@x.test>", ["1|nobody||", "1|a@x.test|Ada|"]],
  ["nobody, b@x.test", ["1|nobody||", "1|b@x.test||"]],
  ['"Brook, Ben" <b@x.test>, Zoë <z@x.test>', ["1|b@x.test|Brook, Ben|", "1|z@x.test|Zoë|"]],
])("people and names are found in formats of Outlook and others, %j (U-15)", (text, expected) => {
  expect(people(text)).toEqual(expected)
})

describe("tables", () => {
  test.each([
    ["a@x.test\tAda\tguest\nb@x.test\tBen", ["1|a@x.test|Ada|guest", "2|b@x.test|Ben|"]],
    ["email,name\na@x.test,Ada", ["2|a@x.test|Ada|"]],
    ["sep=;\r\nEmail;Name\r\n\r\na@x.test;Ada, Dr.", ["4|a@x.test|Ada, Dr.|"]],
    ["Ada,a@x.test,guest\nBen,b@x.test,", ["1|a@x.test|Ada|guest", "2|b@x.test|Ben|"]],
    ["email\nAda Winter <a@x.test>", ["2|a@x.test|Ada Winter|"]],
    ["email;name\na@x.test, b@x.test;Ada", ["2|a@x.test, b@x.test|Ada|"]],
    ['email,name\n"a@x.test","two\nlines"\nb@x.test,Ben', ["2|a@x.test|two\nlines|", "4|b@x.test|Ben|"]],
  ])("%j is parsed by its columns, with the file's own line numbers (U-15)", (text, expected) => {
    expect(people(text)).toEqual(expected)
  })

  test.each([
    [
      "Google Workspace",
      "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required]\nAda,Lovelace,a@x.test,****,/",
    ],
    [
      "Microsoft 365",
      "Display name,First name,Last name,User principal name,Alternate email address\nAda Lovelace,Ada,Lovelace,a@x.test,old@x.test",
    ],
    ["Okta", "login,firstName,lastName,email\nada,Ada,Lovelace,a@x.test"],
    ["German", "Vorname;Nachname;E-Mail-Adresse\nAda;Lovelace;a@x.test"],
    ["plain English", "Full name,Email\nAda Lovelace,a@x.test"],
  ])("columns of %s are recognized (U-15)", (_, text) => {
    expect(sheetOf(text).known).toBe(true)
    expect(people(text)).toEqual(["2|a@x.test|Ada Lovelace|"])
  })

  test("columns are found in any order, language and case; unknown ones are listed", () => {
    const sheet = sheetOf("Team;Rolle;E-Mail-Adresse;Name\nBlau;Gast;a@x.test;Ada")
    expect(peopleOf(sheet, sheet.columns)).toMatchObject({ rows: [{ role: "Gast", name: "Ada" }], unknown: ["Team"] })
  })

  test("an unknown header is shown, with a guess, and columns can be selected manually (U-15)", () => {
    const sheet = sheetOf("Wer;Kontakt\nAda;a@x.test\nBen;b@x.test")
    expect(sheet).toMatchObject({ header: ["Wer", "Kontakt"], columns: ["", "email"], known: false })
    expect(peopleOf(sheet, ["name", "email"]).rows).toMatchObject([
      { line: 2, email: "a@x.test", name: "Ada" },
      { line: 3, email: "b@x.test", name: "Ben" },
    ])
    expect(sheetOf("first,last,phone\nAda,Winter,1")).toMatchObject({
      header: ["first", "last", "phone"],
      known: false,
    })
    expect(sheetOf("first,last,phone\nAda,Winter,1").columns).not.toContain("email")
  })

  test("only the first rows of a large file are read (U-15)", () => {
    const began = performance.now()
    const parsed = parsePeople(`email,name\n${"a@example.com,Ada\n".repeat(500_000)}`, 1_002)
    expect("sheet" in parsed && parsed.sheet.rows).toHaveLength(1_001)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

test.each([
  ["signs", "@".repeat(10_000_000)],
  ["brackets", "<@".repeat(1_000_000)],
  ["quotes", '"a@'.repeat(1_000_001)],
  ["commas", ",".repeat(5_000_000)],
  ["one word", `<${"x".repeat(10_000_000)}`],
  ["short lines", "a,\n".repeat(3_000_000)],
])("a file of nothing but %s does not freeze the page (U-15)", (_, text) => {
  const began = performance.now()
  parsePeople(text, 1_002)
  // Seconds on a busy machine; minutes if it were quadratic.
  expect(performance.now() - began).toBeLessThan(15_000)
})

test.each([
  ["Mitglied", "member"],
  ["ADMIN", "admin"],
  ["Tenant Admin", "tenant_admin"],
  ["=1", "=1"],
])("%s is %s", (text, role) => {
  expect(roleOf(text)).toBe(role)
})
