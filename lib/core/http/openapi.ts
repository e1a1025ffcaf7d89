import { env } from "../env"
import { openingOf } from "./admit-application"
import { isRevalidated } from "./etag"
import type { Handler } from "./handler"
import { envelopeOf, errorSchema, page } from "./openapi-envelopes"
import { answer, failures } from "./openapi-errors"
import { headerComponents, notModifiedHeaders, successHeaders } from "./openapi-headers"
import type { Json } from "./openapi-json"
import { idempotencyKey, ifMatch, ifNoneMatch, parameters } from "./openapi-parameters"
import { toSchema } from "./openapi-schemas"
import type { Operation, Schema } from "./operation"
import { maxBody } from "./read-body"
import { anyBytes } from "./read-bytes"

type Routes = Record<string, Record<string, unknown>>

/** Builds the OpenAPI 3.1 document from the declarations that the server runs. */
export function openApiDocument(routes: Routes): Json {
  // Not "Error", which is a class in most languages.
  const schemas: Json = { ErrorResponse: errorSchema }
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
    components: { schemas, headers: headerComponents, securitySchemes },
  }
}

function isHandler(handler: unknown): handler is Handler {
  return typeof handler === "function" && "operation" in handler
}

const securitySchemes = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "An access token (JWT), of a user or of an application, or an API key (nsk_…).",
  },
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
  const revalidated = method === "GET" && isRevalidated(operation)
  return {
    operationId: idOf(operation, method),
    summary,
    description: [description, rights].filter(Boolean).join(" "),
    tags: [tagOf(path)],
    ...(permission === null ? { security: [] } : { "x-permission": permission }),
    ...(operation.applications && { "x-application-scope": openingOf(operation.applications).scope }),
    ...(body && { "x-media-types": mediaTypes(operation), "x-max-body-bytes": mostBytes(operation) }),
    parameters: [
      ...parameters(operation, schemas),
      ...(operation.versioned ? [ifMatch] : []),
      ...(operation.idempotent ? [idempotencyKey] : []),
      ...(revalidated ? [ifNoneMatch] : []),
    ],
    ...(body && { requestBody: { required: true, content: bodyOf(operation, body, schemas) } }),
    responses: { ...successes(operation, schemas), ...(revalidated && notModified), ...failures(operation, path) },
  }
}

/** One type: for several, generators write code that does not compile. */
function bodyOf({ binary }: Operation, body: Schema, schemas: Json): Json {
  if (!binary) return { "application/json": { schema: toSchema(body, schemas, "input") } }
  return { [anyBytes]: { schema: { type: "string", format: "binary", maxLength: binary.most } } }
}

/** Every type that is accepted. */
const mediaTypes = ({ binary, form }: Operation): string[] =>
  binary ? [anyBytes, ...binary.types] : ["application/json", ...(form ? ["application/x-www-form-urlencoded"] : [])]

const mostBytes = ({ binary, maxBody: most = maxBody }: Operation) => binary?.most ?? most

/** PATCH is the same as PUT, under a name of its own. */
const idOf = ({ operationId }: Operation, method: string) =>
  method === "PATCH" ? operationId.replace(/^update/, "patch") : operationId

function successes(operation: Operation, schemas: Json): Json {
  const { status = 200, result, list, otherwise, csv, events } = operation
  const data = result && toSchema(result, schemas, "output")
  const envelope = list ? page(data, schemas) : envelopeOf(data)
  const headers = successHeaders(operation)
  const first =
    status === 204 ? { description: "Success, without a body.", headers } : answer("Success.", envelope, headers)
  if (csv) Object.assign(first, { content: { ...("content" in first && first.content), ...csvContent } })
  if (events) Object.assign(first, { content: eventContent })
  const second =
    otherwise &&
    answer("Success, with an alternative body.", envelopeOf(toSchema(otherwise.result, schemas, "output")), headers)
  return { [status]: first, ...(otherwise && { [otherwise.status]: second }) }
}

const notModified = {
  304: { description: "Not modified: the version is that of If-None-Match.", headers: notModifiedHeaders },
}

const eventContent = { "text/event-stream": { schema: { type: "string" } } }

const csvContent = {
  "text/csv": { schema: { type: "string", description: "A table (RFC 4180) in UTF-8, with a line of headings." } },
}
