import { describe, expect, test } from "vitest"
import { z } from "zod"
import type { AppError } from "../errors"
import { englishFields } from "./english"
import { parseInput, parseQuery } from "./validation"

const Body = z.strictObject({
  name: z.string().min(2),
  size: z.number().int().max(9),
  kind: z.enum(["a", "b"]),
  list: z.array(z.string()).optional(),
})

function refusal(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    return error as AppError
  }
  throw new Error("Nothing was refused")
}

describe("parseInput", () => {
  test("names every invalid field with a code and a readable message", () => {
    const { code, details } = refusal(() => parseInput(Body, { name: "", size: 10, list: [1], more: 1, other: 2 }))
    expect(code).toBe("validation_failed")
    expect(Object.fromEntries((details.fields ?? []).map((f) => [f.field, f.code]))).toEqual({
      name: "too_short",
      size: "too_long",
      kind: "invalid",
      "list.0": "invalid_type",
      more: "unknown_field",
      other: "unknown_field",
    })
    expect(englishFields(details.fields ?? []).map(({ message }) => message)).toEqual([
      "Use at least 2 characters.",
      "Must be at most 9.",
      "Choose one of: a, b.",
      "Must be of type string.",
      "Unknown field.",
      "Unknown field.",
    ])
  })

  test("missing fields are required", () => {
    const { details } = refusal(() => parseInput(Body, {}))
    expect(details.fields).toMatchObject([
      { field: "name", code: "required" },
      { field: "size", code: "required" },
      { field: "kind", code: "invalid" },
    ])
  })

  test.each([null, [], "text", 1])("%j is not an object", (value) => {
    expect(refusal(() => parseInput(Body, value)).code).toBe("validation_failed")
  })
})

describe("parseQuery", () => {
  const Query = z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    role: z.string().optional(),
  })
  const parse = (text: string) => parseQuery(Query, new URLSearchParams(text))

  test("parses, and fills in defaults", () => {
    expect(parse("role=admin")).toEqual({ limit: 20, role: "admin" })
  })

  test("an unknown parameter is rejected, also beside an invalid one (S-190)", () => {
    expect(refusal(() => parse("limit=0&colour=red"))).toMatchObject({
      code: "unknown_parameter",
      details: { reason: "named", names: "colour" },
    })
  })

  test("a duplicate parameter is invalid, whichever value would count (S-238)", () => {
    expect(refusal(() => parse("role=member&role=admin")).details.fields).toMatchObject([
      { field: "role", code: "repeated" },
    ])
  })

  test.each(["limit=0", "limit=101", "limit=x", "limit=1.5", "limit=1e9"])("%s is rejected (S-239)", (text) => {
    expect(refusal(() => parse(text)).details.fields?.[0]?.field).toBe("limit")
  })
})

test("rules of the server are reported with the schema's, not twice for a field, and only for an object (P-19)", () => {
  const Body = z.strictObject({ email: z.email(), password: z.string().min(1) })
  const rules = () => [{ field: "password", code: "too_short" } as const]
  const fieldsOf = (value: unknown) =>
    refusal(() => parseInput(Body, value, rules)).details.fields?.map(({ field }) => field)
  expect(fieldsOf({ email: "no", password: "x" })).toEqual(["email", "password"])
  expect(fieldsOf({ email: "no", password: 7 })).toEqual(["email", "password"])
  expect(fieldsOf([])).toEqual([""])
  // A valid body is checked by its service.
  expect(parseInput(Body, { email: "a@example.com", password: "x" }, rules)).toHaveProperty("password", "x")
})
