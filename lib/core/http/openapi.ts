import { z } from "zod"
import { env } from "../env"
import { statusOf } from "../errors"
import { Pagination } from "../schema"
import type { Handler } from "./handler"
import { answer, failures, type Json } from "./openapi-errors"
import type { Operation } from "./operation"

type Routes = Record<string, Record<string, unknown>>

/** The OpenAPI 3.1 document, made of the declarations that the server runs. */
export function openApiDocument(routes: Routes): Json {
  const schemas: Json = { Error: errorSchema }
  const paths: Json = {}
  for (const [path, methods] of Object.entries(routes)) {
    const operations = Object.entries(methods).flatMap(([method, handler]) => {
      const operation = isHandler(handler) ? handler.operation : null
      return operation ? [[method.toLowerCase(), describeOperation(path, method, operation, schemas)]] : []
    })
    if (operations.length > 0) paths[path] = Object.fromEntries(operations)
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Nanostack",
      version: "1",
      summary: "User management: accounts, organizations, roles, invitations and sign-in.",
      license: { name: "UNLICENSED", url: new URL("/docs", env().PUBLIC_URL).href },
    },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }],
    tags: tagsOf(paths),
    paths,
    components: { schemas, securitySchemes },
  }
}

function isHandler(handler: unknown): handler is Handler {
  return typeof handler === "function" && "operation" in handler
}

const securitySchemes = {
  bearer: { type: "http", scheme: "bearer", description: "An access token (JWT) or an API key (nsk_…)." },
}

const errorSchema = {
  type: "object",
  required: ["success", "error"],
  properties: {
    success: { const: false },
    error: {
      type: "object",
      required: ["code", "message", "request_id"],
      properties: {
        code: { enum: Object.keys(statusOf) },
        message: { type: "string", description: "Human-readable message that says what to do next." },
        request_id: { type: "string" },
        required: { type: "string", description: "With permission_required: the missing permission or role." },
        challenge: { type: "string", description: "With second_factor_required: send it to POST /auth/second-factor." },
        factors: { type: "array", items: { enum: ["totp", "recovery_code"] } },
        organizations: {
          type: "array",
          description:
            "With last_admin, when closing an account: organizations that depend on the caller, with the number of other members.",
          items: {
            type: "object",
            required: ["id", "name", "tenant_id", "others", "deletable"],
            properties: {
              id: { type: "string" },
              name: { type: "string" },
              tenant_id: { type: "string" },
              others: { type: "integer" },
              deletable: { type: "boolean", description: "Whether delete_organizations can include it." },
            },
          },
        },
        fields: {
          type: "array",
          items: {
            type: "object",
            required: ["field", "code", "message"],
            properties: { field: { type: "string" }, code: { type: "string" }, message: { type: "string" } },
          },
        },
      },
    },
  },
}

/** The first word of the path is the resource, and its tag. */
const tagOf = (path: string) => path.split("/")[1] ?? "api"

function tagsOf(paths: Json): Json[] {
  return [...new Set(Object.keys(paths).map(tagOf))].map((name) => ({
    name,
    description: `Operations under \`/${name}\`.`,
  }))
}

function describeOperation(path: string, method: string, operation: Operation, schemas: Json): Json {
  const { summary, description, permission, body } = operation
  const rights =
    permission === null ? "" : permission === "self" ? "Requires a user access token." : `Requires \`${permission}\`.`
  return {
    operationId: operationId(path, method),
    summary,
    description: [description, rights].filter(Boolean).join(" "),
    tags: [tagOf(path)],
    ...(permission === null ? { security: [] } : { "x-permission": permission }),
    parameters: [
      ...parameters(operation, schemas),
      ...(operation.versioned ? [ifMatch] : []),
      ...(operation.idempotent ? [idempotencyKey] : []),
    ],
    ...(body && {
      requestBody: { required: true, content: { "application/json": { schema: toSchema(body, schemas, "input") } } },
    }),
    responses: { ...successes(operation, schemas), ...failures(operation, path) },
  }
}

function operationId(path: string, method: string): string {
  const words = path
    .split("/")
    .filter(Boolean)
    .map((s) => s.replace(/[{}]/g, "").replace(/\W+(\w)/g, (_, c: string) => c.toUpperCase()))
  return [method.toLowerCase(), ...words].map((w, i) => (i ? w.charAt(0).toUpperCase() + w.slice(1) : w)).join("")
}

const ifMatch = {
  name: "If-Match",
  in: "header",
  required: false,
  description: "The object's version, in quotes. A stale version returns 412.",
  schema: { type: "string" },
  example: '"1"',
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Makes the request safe to retry: repeating it with the same key returns the first response, for 24 hours.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
  example: "8e03978e-40d5-43dd-bc93-6894a57f9324",
}

function parameters({ params, query }: Operation, schemas: Json): Json[] {
  return [...from(params, "path", schemas), ...from(query, "query", schemas)]
}

function from(schema: z.ZodType | undefined, where: "path" | "query", schemas: Json): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })
  return Object.entries(properties).map(([name, property]) => {
    const { example, examples, ...rest } = resolve(property as Json, schemas)
    return {
      name,
      in: where,
      required: where === "path" || required.includes(name),
      schema: rest,
      ...(example === undefined ? {} : { example }),
    }
  })
}

/** A JSON Schema in which named schemas stand under components, each once. */
function toSchema(schema: z.ZodType, schemas: Json, io: "input" | "output"): Json {
  return resolve(z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" }) as Json, schemas)
}

function resolve(schema: Json, schemas: Json): Json {
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

function successes(operation: Operation, schemas: Json): Json {
  const { status = 200, result, list, otherwise, location } = operation
  const data = result && toSchema(result, schemas, "output")
  const envelope = list ? page(data, schemas) : envelopeOf(data)
  const headers = location && { Location: { description: "URL of the created object.", schema: { type: "string" } } }
  const first = status === 204 ? { description: "Success, without a body." } : answer("Success.", envelope, headers)
  const second =
    otherwise && answer("Success, with an alternative body.", envelopeOf(toSchema(otherwise.result, schemas, "output")))
  return { [status]: first, ...(otherwise && { [otherwise.status]: second }) }
}

const envelopeOf = (data: Json | undefined): Json => ({
  type: "object",
  required: data ? ["success", "data"] : ["success"],
  properties: { success: { const: true }, ...(data && { data }) },
})

const page = (item: Json | undefined, schemas: Json): Json => ({
  type: "object",
  required: ["success", "data", "pagination"],
  properties: {
    success: { const: true },
    data: { type: "array", items: item ?? {} },
    pagination: toSchema(Pagination, schemas, "output"),
  },
})
