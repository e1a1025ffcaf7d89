import { expect, test } from "vitest"
import { hasTag, ifMatch } from "./etag"

const matching = (value?: string) =>
  ifMatch(new Request("http://localhost", value === undefined ? {} : { headers: { "if-match": value } }))

test("If-Match – the version in quotes, also weakened by a proxy (P-16)", () => {
  expect(['"3"', 'W/"3"', ' "3" ', "*", undefined].map(matching)).toEqual([3, 3, 3, null, null])
  for (const other of ['"x"', '""', '"03x"', '"12345678901"'])
    expect(() => matching(other), other).toThrow(expect.objectContaining({ code: "version_conflict" }))
  for (const none of ["3", "x", '"3', '3"', '"3", "4"'])
    expect(() => matching(none), none).toThrow(expect.objectContaining({ code: "validation_failed" }))
})

test("If-None-Match – a list of ETags, compared weakly (P-16)", () => {
  for (const header of ['"3"', 'W/"3"', '"1", "3"', "*", '"1",W/"3"']) expect(hasTag(header, '"3"'), header).toBe(true)
  for (const header of [null, "", '"30"', "3", '"2"']) expect(hasTag(header, '"3"'), String(header)).toBe(false)
})
