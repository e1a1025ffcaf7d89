import { z } from "zod"
import type { Json } from "./openapi-json"
import { type Direction, isObject, portable } from "./openapi-portable"

/** Converts to JSON Schema; named objects go under components, each once. Named scalars are inlined. */
export function toSchema(schema: z.ZodType, schemas: Json, io: Direction): Json {
  return resolve(jsonSchema(schema, io), schemas, io)
}

/** JSON Schema of an object's properties, and which of them are required. */
export function propertiesOf(schema: z.ZodType, schemas: Json): { properties: [string, Json][]; required: string[] } {
  const { properties = {}, required = [], $defs } = jsonSchema(schema, "input")
  return {
    properties: Object.entries(properties as Json).map(([name, property]) => [
      name,
      resolve({ ...(property as Json), $defs }, schemas, "input"),
    ]),
    required: required as string[],
  }
}

function jsonSchema(schema: z.ZodType, io: Direction): Json {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    reused: "inline",
    // What is read leniently can name the schema of what is expected.
    override: ({ jsonSchema: made }) => {
      const { documentedAs } = made
      delete made.documentedAs
      if (documentedAs instanceof z.ZodType) Object.assign(made, jsonSchema(documentedAs, io))
    },
  }) as Json
}

/** Moves named objects to `schemas`, and replaces them with references. */
function resolve({ $defs, $schema, id, ...rest }: Json, schemas: Json, io: Direction): Json {
  const named = ($defs ?? {}) as Record<string, Json>
  for (const [name, definition] of Object.entries(named))
    if (isObject(definition)) schemas[name] = portable(definition, named, io)
  const made = portable(rest, named, io)
  if (typeof id !== "string" || !isObject(rest)) return made
  schemas[id] = made
  return { $ref: `#/components/schemas/${id}` }
}
