import type { Json } from "./openapi-json"

/** Whether a schema describes requests or responses. */
export type Direction = "input" | "output"

type Named = Record<string, Json>

const ignoreUnknown = "New values can be added: ignore those you don't know."

export const isObject = ({ type }: Json) => type === "object"

/**
 * Rewrites a JSON Schema of zod's so that common generators of clients understand it, and that older clients
 * understand newer servers: scalars and null inline, "any JSON" as `{}`, `boolean` instead of `true`, no pattern beside
 * a format. Responses are open: further properties and values of enums are allowed.
 * @param named the definitions that it refers to
 */
export function portable(schema: Json, named: Named, io: Direction): Json {
  const { id, $ref, $defs, $schema, ...own } = schema
  const known = { ...named, ...($defs as Named | undefined) }
  if (typeof $ref === "string") return referred($ref.replace("#/$defs/", ""), own, known, io)
  const inner = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, nested(key, value, known, io)]))
  return simplified(inner, known, io)
}

function referred(name: string, own: Json, named: Named, io: Direction): Json {
  const definition = named[name] ?? {}
  // zod's name of "any JSON", which refers to itself.
  if (/^__schema\d+$/.test(name)) return own
  return isObject(definition)
    ? { ...own, $ref: `#/components/schemas/${name}` }
    : portable({ ...definition, ...own }, named, io)
}

/** Only where a schema stands: an example is data. */
function nested(key: string, value: unknown, named: Named, io: Direction): unknown {
  const one = (schema: unknown) => portable(schema as Json, named, io)
  if (key === "properties")
    return Object.fromEntries(Object.entries(value as Json).map(([name, schema]) => [name, one(schema)]))
  if (key === "anyOf" || key === "oneOf" || key === "allOf") return (value as unknown[]).map(one)
  if (key === "items" || key === "additionalProperties") return typeof value === "object" ? one(value) : value
  return value
}

function simplified(given: Json, named: Named, io: Direction): Json {
  const { pattern, const: constant, minimum, maximum, propertyNames, ...rest } = given
  const schema: Json = {
    ...rest,
    ...(pattern !== undefined && rest.format === undefined && io === "input" && { pattern }),
    ...(typeof constant === "string" && { enum: [constant] }),
    ...(typeof constant === "boolean" && { "x-const": constant }),
    ...(isBound(minimum) && { minimum }),
    ...(isBound(maximum) && { maximum }),
  }
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties
  return opened(alternatives(io === "output" ? forgiving(schema) : schema, named, io), io)
}

/** Some generators accept null for an object only where it may be absent too. */
function forgiving({ required, ...schema }: Json): Json {
  if (!Array.isArray(required)) return { ...schema, ...(required !== undefined && { required }) }
  const { properties } = schema as { properties: Record<string, Json> }
  const isNullable = ({ type }: Json) => Array.isArray(type) && type.includes("object") && type.includes("null")
  return { ...schema, required: required.filter((name) => !isNullable(properties[name] ?? {})) }
}

/** Integers are bounded by what JavaScript can hold; other languages have types for that. */
const isBound = (value: unknown) => typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER

function opened({ enum: choices, "x-extensible-enum": known, ...schema }: Json, io: Direction): Json {
  const values = known ?? choices
  if (!Array.isArray(values)) return schema
  if (io === "input") return { ...schema, enum: values }
  const text = String(schema.description ?? "")
  const description = text.includes("ignore") ? text : [text, ignoreUnknown].filter(Boolean).join(" ")
  return { ...schema, description, "x-extensible-enum": values.filter((value) => value !== null) }
}

/**
 * Null as a second type instead of an alternative; alternatives of text as one. Other alternatives are any JSON to
 * generators, some of which write code for them that does not compile.
 */
function alternatives({ anyOf, ...rest }: Json, named: Named, io: Direction): Json {
  if (!Array.isArray(anyOf)) return { ...rest, ...(anyOf !== undefined && { anyOf }) }
  const choices = anyOf as Json[]
  const some = choices.filter(({ type }) => type !== "null")
  const [only, ...others] = some.every(({ type }) => type === "string") ? [joined(some)] : some
  if (!only || others.length > 0) return { ...rest, "x-any-of": anyOf }
  if (choices.length === some.length) return { ...only, ...rest }
  return { ...nullable(typeof only.$ref === "string" ? inlined(only.$ref, named, io) : only), ...rest }
}

const inlined = (reference: string, named: Named, io: Direction) =>
  portable(named[reference.split("/").at(-1) ?? ""] ?? {}, named, io)

function joined(texts: Json[]): Json {
  const [first = {}, ...others] = texts
  if (others.length === 0) return first
  const longest = Math.max(
    ...texts.map(({ maxLength, enum: choices }) => Number(maxLength ?? (choices ? 0 : Infinity))),
  )
  return { type: "string", ...(Number.isFinite(longest) && { maxLength: longest }) }
}

function nullable({ type, enum: choices, ...rest }: Json): Json {
  const types = [type].flat().filter((name) => name !== undefined)
  return {
    ...rest,
    ...(types.length > 0 && { type: [...types, "null"] }),
    ...(Array.isArray(choices) && { enum: [...choices, null] }),
  }
}
