import { z } from "zod"
import type { Json } from "./openapi-errors"

/** Converts to JSON Schema; named schemas go under components, each once. */
export function toSchema(schema: z.ZodType, schemas: Json, io: "input" | "output"): Json {
  return resolve(z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" }) as Json, schemas)
}

/** Moves named schemas to `schemas`, and replaces them with references. */
export function resolve(schema: Json, schemas: Json): Json {
  const { $defs, $schema, id, ...rest } = schema
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, Json>)) {
    schemas[name] ??= {}
    schemas[name] = rename(resolve(definition, schemas))
  }
  const renamed = rename(rest) as Json
  if (typeof id !== "string") return renamed
  schemas[id] = renamed
  return { $ref: `#/components/schemas/${id}` }
}

function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rename)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "id" || typeof (value as Json).id !== "string")
      .map(([key, v]) => [
        key,
        key === "$ref" && typeof v === "string" ? v.replace("#/$defs/", "#/components/schemas/") : rename(v),
      ]),
  )
}
