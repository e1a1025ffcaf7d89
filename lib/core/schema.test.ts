import { describe, expect, test } from "vitest"
import { AvatarUrl } from "../accounts/schema"
import { fieldErrors } from "./http/field-errors"
import {
  asciiHost,
  canonicalEmail,
  Email,
  Id,
  isoSeconds,
  Metadata,
  NewPassword,
  PermissionName,
  PermissionNames,
  PersonName,
  SearchText,
  Text,
  Timestamp,
  TimestampInput,
} from "./schema"

describe("canonicalEmail", () => {
  test.each([
    ["Ada@Example.COM", "ada@example.com"],
    ["  ada@example.com\n", "ada@example.com"],
    ["ada+tag@example.com", "ada+tag@example.com"],
    ["ada@BÜCHER.example", "ada@xn--bcher-kva.example"],
    ["ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"],
    // NFC makes the Kelvin sign a K.
    ["\u212aelvin@example.com", "kelvin@example.com"],
    ["o'brien_1.x@sub.example.co", "o'brien_1.x@sub.example.co"],
  ])("%j is %s (S-150)", (given, canonical) => {
    expect(canonicalEmail(given)).toBe(canonical)
  })

  test.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "ada@localhost",
    "ada@example",
    "ada@127.0.0.1",
    "ada@[127.0.0.1]",
    "ada@0x7f.1",
    "a..b@example.com",
    ".a@example.com",
    "a.@example.com",
    '"e@attacker.test"@victim.test',
    "<a@a.test>b@b.test",
    "a@a.test (c) <x@y>",
    "a@a.test,v@b.test",
    "a@a.test;v@b.test",
    "a@a.test v@b.test",
    "a@a.test\nv@b.test",
    "a\u0000@a.test",
    "a\u200b@a.test",
    "\u202ea@a.test",
    "mıke@x.test",
    "ſ@x.test",
    "ﬁ@x.test",
    "mіke@x.test",
    "a@exam\u200bple.com",
    "a@example.com/path",
    "a@example.com:25",
    "a@user:pass@example.com".replace("a@", "a%"),
    "a@-example.com",
    "a@example..com",
    `${"a".repeat(65)}@example.com`,
    `a@${"b".repeat(250)}.com`,
  ])("%j is rejected (S-040, S-041, S-140)", (given) => {
    expect(canonicalEmail(given)).toBeNull()
  })

  test("a canonical address stays unchanged", () => {
    for (const given of ["Ada@Example.COM", "ada@BÜCHER.example"]) {
      const once = canonicalEmail(given) ?? ""
      expect(canonicalEmail(once)).toBe(once)
    }
  })

  test("a long crafted one is rejected without backtracking (S-242)", () => {
    expect(Email.safeParse(`${"a.".repeat(25_000)}@x`).success).toBe(false)
    expect(Email.safeParse("!".repeat(50_000)).success).toBe(false)
  })
})

test("asciiHost – no userinfo, ports, paths or spaces", () => {
  expect(asciiHost("Straße.example")).toBe("xn--strae-oqa.example")
  for (const bad of ["a@b.example", "a.example:80", "a.example/", "a b.example", "a%2eexample", ""])
    expect(asciiHost(bad), bad).toBeNull()
})

test("an ID has at most 64 plain characters", () => {
  expect(Id.safeParse("org_123").success).toBe(true)
  for (const bad of [
    "",
    "x".repeat(65),
    "org-1",
    "ü",
    "a b",
    "a\n",
    "a\u0000",
    1,
    null,
    {},
    ["org_123"],
    { startsWith: "" },
  ])
    expect(Id.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
})

test("PersonName – trimmed and composed, one line, 200 visible characters", () => {
  expect(PersonName.parse("  Zoe\u0308 ")).toBe("Zoë")
  expect(PersonName.safeParse("😀".repeat(200)).success).toBe(true)
  for (const bad of [
    "",
    " ",
    "a\nb",
    "a\r\nBcc: x@y",
    "a\tb",
    "\u202ea",
    "a\u2028b",
    "a\u0000",
    "\ufeffa\ufeffb",
    "😀".repeat(201),
    7,
    null,
  ])
    expect(PersonName.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
})

test("Text – keeps line breaks in one form and no other invisible characters", () => {
  expect(Text(20).parse(" a\r\nb\rc ")).toBe("a\nb\nc")
  for (const bad of ["a\u0000", "\u2066a", "x".repeat(21)])
    expect(Text(20).safeParse(bad).success, JSON.stringify(bad)).toBe(false)
})

test("NewPassword – 128 code points of any kind, after NFKC", () => {
  for (const good of ["x", "😀".repeat(128), "\u0000 \n", "ﬁ".repeat(64)])
    expect(NewPassword.safeParse(good).success).toBe(true)
  for (const bad of ["", "x".repeat(129), "ﬁ".repeat(65), 12345678, null])
    expect(NewPassword.safeParse(bad).success).toBe(false)
})

test("PermissionNames – at most 50, sorted and unique (S-052)", () => {
  expect(PermissionNames.parse(["b:a", "a:b", "b:a"])).toEqual(["a:b", "b:a"])
  expect(PermissionNames.safeParse(Array.from({ length: 50 }, (_, i) => `a:b${i}`)).success).toBe(true)
  for (const bad of [
    Array.from({ length: 51 }, (_, i) => `a:b${i}`),
    ["*"],
    ["a"],
    ["a:b:c"],
    [`a:${"b".repeat(63)}`],
    "a:b",
    [{ a: 1 }],
  ])
    expect(PermissionNames.safeParse(bad).success).toBe(false)
})

test("PermissionNames – a reserved name is rejected at its index, whatever the action", () => {
  const issues = (names: string[]) => fieldErrors(PermissionNames.safeParse(names).error?.issues ?? [])
  expect(issues(["billing:read", "roles:anything", "our_roles:read", "sessions:read"])).toMatchObject([
    { field: "1", code: "reserved", values: { name: "roles:anything" } },
    { field: "3", code: "reserved", values: { name: "sessions:read" } },
  ])
  expect(issues(["roles:"]).map(({ code }) => code)).toEqual(["invalid"])
  expect(PermissionName.safeParse("roles:read").success).toBe(true)
})

test("Metadata – an object of at most 4 KB that PostgreSQL can hold", () => {
  const good = [{}, { a: { b: [1, "x", null, true] } }, { a: "\\u0000" }, { a: "😀" }, { a: "x".repeat(4000) }]
  for (const value of good) expect(Metadata.safeParse(value).success, JSON.stringify(value).slice(0, 50)).toBe(true)
  const bad = [
    [],
    "text",
    null,
    { a: "x".repeat(4096) },
    { a: "\u0000" },
    { a: "\\\u0000" },
    { a: "\ud800" },
    { "\u0000": 1 },
    { ["k".repeat(65)]: 1 },
  ]
  for (const value of bad) expect(Metadata.safeParse(value).success, JSON.stringify(value).slice(0, 50)).toBe(false)
})

test("SearchText – NUL never reaches the database", () => {
  expect(SearchText.parse("  a% ")).toBe("a%")
  for (const bad of ["a\u0000", "x".repeat(101)]) expect(SearchText.safeParse(bad).success).toBe(false)
})

test("times – output in whole seconds of UTC, input with any offset", () => {
  expect(isoSeconds(new Date("2026-02-29T00:00:00Z".replace("2026", "2028")))).toBe("2028-02-29T00:00:00Z")
  expect(Timestamp.parse(new Date("2038-01-19T03:14:08.999Z"))).toBe("2038-01-19T03:14:08Z")
  expect(TimestampInput.parse("2026-12-31T18:00:00+02:00").toISOString()).toBe("2026-12-31T16:00:00.000Z")
  for (const bad of ["tomorrow", "2026-02-30T00:00:00Z", "2026-12-31", 0, ""])
    expect(TimestampInput.safeParse(bad).success, String(bad)).toBe(false)
})

test("AvatarUrl – https, a real host, safe in an HTML attribute (S-244)", () => {
  expect(AvatarUrl.safeParse("https://example.com/avatar.jpg?s=80#x").success).toBe(true)
  for (const bad of [
    "http://a.test/x",
    "javascript:alert(1)",
    "data:image/svg+xml,x",
    "//e.test",
    "https://u:p@h.test",
    'https://e.test/"x',
    "https://e.test/'x",
    "https://e.test/ x",
    "https://e.test/\\x",
    "https://localhost/x",
    "https://",
  ])
    expect(AvatarUrl.safeParse(bad).success, bad).toBe(false)
})
