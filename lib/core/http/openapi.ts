import { env } from "../env"
import type { Handler } from "./handler"
import { envelopeOf, errorSchema, page } from "./openapi-envelopes"
import { answer, failures, type Json } from "./openapi-errors"
import { idempotencyKey, ifMatch, parameters } from "./openapi-parameters"
import { toSchema } from "./openapi-schemas"
import type { Operation, Schema } from "./operation"

type Routes = Record<string, Record<string, unknown>>

/** Builds the OpenAPI 3.1 document from the declarations that the server runs. */
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

/** The first segment of the path is the resource, and its tag. */
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
    ...(body && { requestBody: { required: true, content: bodyOf(operation, body, schemas) } }),
    responses: { ...successes(operation, schemas), ...failures(operation, path) },
  }
}

function bodyOf({ binary }: Operation, body: Schema, schemas: Json): Json {
  if (!binary) return { "application/json": { schema: toSchema(body, schemas, "input") } }
  const schema = { type: "string", format: "binary", maxLength: binary.most }
  return Object.fromEntries(binary.types.map((type) => [type, { schema }]))
}

function operationId(path: string, method: string): string {
  const words = path
    .split("/")
    .filter(Boolean)
    .map((s) => s.replace(/[{}]/g, "").replace(/\W+(\w)/g, (_, c: string) => c.toUpperCase()))
  return [method.toLowerCase(), ...words].map((w, i) => (i ? w.charAt(0).toUpperCase() + w.slice(1) : w)).join("")
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
