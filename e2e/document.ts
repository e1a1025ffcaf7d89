import Ajv, { type ValidateFunction } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"

/** An operation of the OpenAPI document, as far as tests read it. */
export type Operation = {
  operationId: string
  "x-permission"?: string
  /** Media types of its body. */
  "x-media-types"?: string[]
  "x-max-body-bytes"?: number
  security?: unknown[]
  parameters?: { name: string; in: string; required: boolean; schema: Record<string, unknown>; example?: unknown }[]
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<string, { description: string; content?: Record<string, unknown> }>
}

/** The OpenAPI document. */
export type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, BodySchema> }
}

let loaded: Promise<Document> | undefined

/** Address of the tested server. */
export const origin = () => process.env.NANOSTACK_URL ?? "http://localhost:3000"

/** The server's OpenAPI document, read once per worker. */
export function apiDocument(): Promise<Document> {
  loaded ??= fetch(`${origin()}/api/v1/openapi.json`)
    .then((response) => response.json())
    .then(closed)
  return loaded
}

/**
 * The document is open, so that clients ignore what they don't know. Here it is closed again: a response has no property
 * and no value that the document doesn't list.
 */
function closed<T>(part: T): T {
  if (typeof part !== "object" || part === null) return part
  if (Array.isArray(part)) return part.map(closed) as T
  const entries = Object.entries(part).map(([key, value]) => [key, key === "example" ? value : closed(value)])
  const { "x-extensible-enum": values, "x-any-of": anyOf, ...schema } = Object.fromEntries(entries)
  const isShape = schema.type === "object" && schema.properties && schema.additionalProperties === undefined
  return {
    ...schema,
    ...(anyOf && { anyOf }),
    ...(values && { enum: [schema.type].flat().includes("null") ? [...values, null] : values }),
    ...(isShape && { additionalProperties: false }),
  }
}

/** An operation with its method and path template, and the names of its body's fields. */
export type Row = { method: string; path: string; operation: Operation; fields: string[] }

/** Every operation of the document. */
export async function operations(): Promise<Row[]> {
  const { paths } = await apiDocument()
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(async ([method, operation]) => {
      const fields = Object.keys((await bodySchema(operation))?.properties ?? {})
      return { method: method.toUpperCase(), path, operation, fields }
    }),
  )
  return Promise.all(rows)
}

/** A schema of the document, as far as tests read it. */
export type BodySchema = {
  example?: Record<string, unknown>
  examples?: Record<string, unknown>[]
  properties?: Record<string, unknown>
}

/** Schema of an operation's body, if it has one. */
export async function bodySchema(operation: Operation): Promise<BodySchema | undefined> {
  const schema = operation.requestBody?.content["application/json"]?.schema
  const name =
    String(schema?.$ref ?? "")
      .split("/")
      .pop() ?? ""
  return (await apiDocument()).components.schemas[name] ?? schema
}

/** Returns the path template that matches `path`: fixed segments win over parameters. */
export async function templateOf(path: string): Promise<string | undefined> {
  const { paths } = await apiDocument()
  const given = path.split("/")
  const fits = (template: string) => {
    const segments = template.split("/")
    return (
      segments.length === given.length && segments.every((s, i) => s === given[i] || (s.startsWith("{") && given[i]))
    )
  }
  const rank = (template: string) => template.replaceAll("{", "~")
  return Object.keys(paths)
    .filter(fits)
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]
}

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)
const compiled = new Map<string, ValidateFunction>()

/**
 * Checks a response against the document: the status is listed, the body matches its schema, an error's code is listed.
 * @throws Error that says what does not match
 */
export async function checkAnswer(method: string, path: string, status: number, body: unknown): Promise<void> {
  const template = await templateOf(path)
  const operation = template && (await apiDocument()).paths[template]?.[method.toLowerCase()]
  if (!template || !operation) return checkBody("#/components/schemas/ErrorResponse", `${method} ${path}`, body)
  const said = operation.responses[status]
  const what = `${method} ${template} → ${status}`
  if (!said)
    throw new Error(`${what} is not in the document, which has ${Object.keys(operation.responses)}: ${show(body)}`)
  const code = status >= 400 && (body as { error?: { code?: string } }).error?.code
  if (code && !said.description.includes(`\`${code}\``)) throw new Error(`${what}: the document does not name ${code}`)
  if (!said.content && body !== null) throw new Error(`${what} has a body, but the document says none: ${show(body)}`)
  if (said.content && status !== 204) {
    const pointer = [
      "paths",
      template,
      method.toLowerCase(),
      "responses",
      String(status),
      "content",
      "application/json",
      "schema",
    ]
    await checkBody(`#/${pointer.map(pointerWord).join("/")}`, what, body)
  }
}

const pointerWord = (word: string) => encodeURIComponent(word.replaceAll("~", "~0").replaceAll("/", "~1"))
const show = (body: unknown) => JSON.stringify(body)?.slice(0, 500)

async function checkBody(pointer: string, what: string, body: unknown): Promise<void> {
  const document = await apiDocument()
  if (!ajv.getSchema("document")) ajv.addSchema({ ...document, $id: "document" })
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `document${pointer}` })
  compiled.set(pointer, validate)
  if (!validate(body))
    throw new Error(`${what} does not fit its schema: ${ajv.errorsText(validate.errors)}\n${show(body)}`)
}
