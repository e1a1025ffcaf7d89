import fc, { type Arbitrary } from "fast-check"
import { apiDocument } from "./document"

/** A JSON schema, as far as our document uses it. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  format?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  example?: unknown
  examples?: unknown[]
}

/** Values that break careless programs: for any field, at any position. */
export const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, -1, 1e308, 2 ** 53, "", " ", "\u0000", "\ud800", "\u202egnp.exe", "__proto__", "constructor"],
    ...["'; DROP TABLE users; --", "%00", "../../etc/passwd", "{{7*7}}", "<img src=x onerror=alert(1)>"],
    ...["=cmd|' /C calc'!A0", "a@b.test\r\nBcc: c@d.test", "javascript:alert(1)", "http://169.254.169.254/", "org_123"],
    ...["\u{1f9d1}\u200d\u{1f4bb}".repeat(60), "x".repeat(70_000), "9999-12-31T23:59:59Z", "-271821-04-20T00:00:00Z"],
    ...[[], {}, [[]], [null], { $gt: "" }, { toString: 1 }, { length: -1 }],
  ),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.jsonValue({ maxDepth: 4 }),
  fc.double(),
)

/** Generates values that match a schema of the document. */
export async function fitting(schema: Schema): Promise<Arbitrary<unknown>> {
  const { components } = await apiDocument()
  const named = (ref: string): Schema => components.schemas[ref.split("/").pop() ?? ""] as Schema
  return arbitraryOf(schema, named, 0)
}

function arbitraryOf(schema: Schema, named: (ref: string) => Schema, depth: number): Arbitrary<unknown> {
  const inner = (one: Schema) => arbitraryOf(one, named, depth + 1)
  if (depth > 8) return fc.constant(null)
  if (schema.$ref) return inner(named(schema.$ref))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(inner))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts))
  const [type] = [schema.type].flat()
  if (type === "object") return objectOf(schema, inner)
  if (type === "array") {
    const { minItems: minLength = 0, maxItems = 5 } = schema
    return fc.array(inner(schema.items ?? {}), { minLength, maxLength: Math.min(maxItems, minLength + 5) })
  }
  if (type === "string") return textOf(schema)
  if (type === "boolean") return fc.boolean()
  if (type === "null") return fc.constant(null)
  if (type === "integer" || type === "number")
    return fc.integer({ min: schema.minimum ?? -100, max: Math.min(schema.maximum ?? 1000, 2 ** 31) })
  return fc.jsonValue({ maxDepth: 2 })
}

function objectOf({ properties = {}, required = [] }: Schema, inner: (one: Schema) => Arbitrary<unknown>) {
  const model = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)]))
  return fc.record(model, { requiredKeys: required.filter((name) => Object.hasOwn(model, name)) })
}

function textOf({ format, minLength = 0, maxLength = 120, example, examples }: Schema): Arbitrary<unknown> {
  const shown = [example, ...(examples ?? [])].filter((one) => one !== undefined)
  const text = fc.string({ minLength, maxLength: Math.min(maxLength, Math.max(minLength, 60)), unit: "grapheme" })
  const formatted: Record<string, Arbitrary<unknown>> = {
    email: fc.emailAddress(),
    "date-time": fc
      .date({ min: new Date(0), max: new Date("2099-01-01"), noInvalidDate: true })
      .map((d) => d.toISOString()),
    uri: fc.webUrl({ validSchemes: ["https"] }),
  }
  const free = formatted[format ?? ""] ?? text
  return shown.length > 0 ? fc.oneof(fc.constantFrom(...shown), free) : free
}

/** Generates a valid body with one mutation: a hostile value, a missing field, a wrapped one, or an extra one. */
export function nearly(valid: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .tuple(valid, hostile, fc.nat(), fc.constantFrom("replace", "drop", "wrap", "add"))
    .map(([body, bad, at, how]) => {
      if (typeof body !== "object" || body === null || Array.isArray(body)) return bad
      const names = Object.keys(body)
      const name = names[at % Math.max(names.length, 1)] ?? "name"
      const { [name]: value, ...rest } = body as Record<string, unknown>
      if (how === "drop") return rest
      if (how === "wrap") return { ...rest, [name]: [value] }
      return { ...body, [how === "add" ? "zz" : name]: bad }
    })
}
