import type { z } from "zod"
import type { Json } from "./openapi-json"
import { propertiesOf } from "./openapi-schemas"
import type { Operation } from "./operation"

/** The header of an operation on a versioned resource. */
export const ifMatch = {
  name: "If-Match",
  in: "header",
  required: false,
  description: "The object's version, in quotes. A stale version returns 412.",
  schema: { type: "string" },
  example: '"1"',
}

/** The header of an operation that reads a versioned object. */
export const ifNoneMatch = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The ETag of a previous response. While the version is the same, the response is 304 without a body.",
  schema: { type: "string" },
  example: '"1"',
}

/** The header of an operation that takes an idempotency key. */
export const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Makes the request safe to retry: repeating it with the same key returns the first response, for 24 hours.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
  example: "8e03978e-40d5-43dd-bc93-6894a57f9324",
}

/** An operation's parameters in path and query. */
export function parameters({ params, query }: Operation, schemas: Json): Json[] {
  return [...from(params, "path", schemas), ...from(query, "query", schemas)]
}

function from(schema: z.ZodType | undefined, where: "path" | "query", schemas: Json): Json[] {
  if (!schema) return []
  const { properties, required } = propertiesOf(schema, schemas)
  return properties.map(([name, { example, description, ...rest }]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
    ...(example === undefined ? {} : { example }),
  }))
}
