import { readFileSync } from "node:fs"
import Ajv from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { beforeAll, expect, test } from "vitest"
import { routes } from "@/app/api/v1/routes"
import { auditActions } from "../../i18n/audit-actions"
import { openApiDocument } from "./openapi"
import { maxBody } from "./read-body"

type Node = Record<string, unknown>
type Body = { content: Record<string, { schema: { maxLength?: number } }> }
type Operation = {
  operationId: string
  requestBody?: Body
  "x-media-types"?: string[]
  "x-max-body-bytes"?: number
  parameters?: { name?: string; in?: string }[]
  responses: Record<string, { headers: Node; content?: Record<string, Node> }>
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Node> } }

let document: Document
let operations: [name: string, operation: Operation][]

beforeAll(() => {
  // As clients read it.
  document = JSON.parse(JSON.stringify(openApiDocument(routes)))
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  )
}, 60_000)

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null

/** Every object below `value`, with its path; examples are data. */
function* nodes(value: unknown, path = ""): Generator<[string, Node]> {
  if (!isNode(value)) return
  if (!Array.isArray(value)) yield [path, value]
  for (const [key, inner] of Object.entries(value))
    if (key !== "example" && key !== "examples") yield* nodes(inner, `${path}/${key}`)
}

/** Paths of the schemas that `fits`, in the whole document. */
const where = (fits: (node: Node) => boolean) =>
  [...nodes(document)].filter(([, node]) => fits(node)).map(([path]) => path)

/** Schemas that responses consist of, references followed. */
function ofResponses(): [string, Node][] {
  const seen = new Set<string>()
  const found: [string, Node][] = []
  const visit = (value: unknown, path: string) => {
    for (const [at, node] of nodes(value, path)) {
      found.push([at, node])
      const name = typeof node.$ref === "string" && /^#\/components\/schemas\/(.+)$/.exec(node.$ref)?.[1]
      if (!name || seen.has(name)) continue
      seen.add(name)
      visit(document.components.schemas[name], name)
    }
  }
  for (const [name, { responses }] of operations)
    for (const { content } of Object.values(responses)) visit(content, name)
  return found
}

test("the document – nothing that generators stumble over: recursion, null beside a scalar, patterns of times, constants (P-2)", () => {
  expect(where(({ $ref }) => typeof $ref === "string" && $ref.includes("__schema"))).toEqual([])
  expect(Object.keys(document.components.schemas).filter((name) => name.startsWith("__"))).toEqual([])
  expect(where((node) => "const" in node)).toEqual([])
  expect(where(({ pattern, format }) => typeof pattern === "string" && typeof format === "string")).toEqual([])
  expect(where((node) => ["anyOf", "oneOf", "allOf"].some((word) => word in node))).toEqual([])
})

test("the document – operations have unique names that a person would type (P-3)", () => {
  const names = operations.map(([, { operationId }]) => operationId)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(
    expect.arrayContaining(["listUsers", "resendInvite", "createApiKey", "updateUser", "patchUser"]),
  )
  expect(names.filter((name) => !/^[a-z]+([A-Z][a-z]+)*$/.test(name) || name.length > 28)).toEqual([])
})

test("the document – responses are open: more properties and more values of a list are no error (P-3)", () => {
  const responses = ofResponses()
  expect(responses.length).toBeGreaterThan(500)
  expect(responses.filter(([, node]) => node.additionalProperties === false).map(([path]) => path)).toEqual([])
  expect(responses.filter(([, node]) => "enum" in node).map(([path]) => path)).toEqual([])
  const lists = responses.filter(([, node]) => "x-extensible-enum" in node)
  expect(lists.length).toBeGreaterThan(10)
  expect(
    lists.filter(([path, { description }]) => !/ignore|go by/.test(`${description}`) && !/factors/.test(path)),
  ).toEqual([])
})

test("the document – everything is typed: each response, and the rows of bulk operations (P-3)", () => {
  const untyped = operations.flatMap(([name, { responses }]) =>
    Object.entries(responses)
      .filter(
        ([status, { content }]) =>
          !/^(204|304)$/.test(status) && !(content?.["application/json"] ?? content?.["text/event-stream"])?.schema,
      )
      .map(([status]) => `${name} ${status}`),
  )
  expect(untyped).toEqual([])
  expect(document.components.schemas.BulkInvite).toMatchObject({
    type: "object",
    properties: { email: { type: "string", format: "email" }, role: { type: "string", pattern: expect.any(String) } },
  })
  expect(document.components.schemas.UserView).toMatchObject({
    required: ["id", "name", "avatar_url", "organization_id", "role", "role_rank", "created_at"],
    properties: { email: { type: "string" }, expires_at: { type: ["string", "null"], format: "date-time" } },
  })
})

test("the document – it has the audit actions, lengths, headers and CSV (P-3)", () => {
  const { AuditEvent, NewUser } = document.components.schemas
  expect(AuditEvent).toMatchObject({
    properties: { action: { "x-extensible-enum": auditActions.map(({ action }) => action) } },
  })
  expect(NewUser).toMatchObject({ properties: { name: { minLength: 1, maxLength: 200 }, metadata: {} } })
  for (const [name, { responses }] of operations)
    for (const [status, { headers }] of Object.entries(responses)) {
      const expected = [
        "X-Request-Id",
        "RateLimit-Policy",
        "RateLimit",
        ...(/429|503/.test(status) ? ["Retry-After"] : []),
      ]
      expect(Object.keys(headers), `${name} ${status}`).toEqual(expect.arrayContaining(expected))
    }
  const csv = document.paths["/audit-events"]?.get?.responses["200"]?.content?.["text/csv"]
  expect(csv?.schema).toMatchObject({ type: "string" })
  expect(document.paths["/users"]?.post?.responses["201"]?.headers).toHaveProperty("Location")
})

test("the document – each example fits its schema (P-3)", () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema({ ...document, $id: "document" })
  const pointer = (path: string) =>
    path
      .split("/")
      .map((word) => encodeURIComponent(word))
      .join("/")
  let tried = 0
  const wrong: string[] = []
  const visit = (value: unknown, path: string) => {
    if (!isNode(value)) return
    const examples = [
      ...("example" in value ? [value.example] : []),
      ...(Array.isArray(value.examples) ? value.examples : []),
    ]
    for (const example of examples) {
      tried++
      const at = isNode(value.schema) ? `${path}/schema` : path
      const validate = ajv.compile({ $ref: `document#${pointer(at)}` })
      if (!validate(example)) wrong.push(`${path}: ${ajv.errorsText(validate.errors)}`)
    }
    for (const [key, inner] of Object.entries(value))
      if (key !== "example" && key !== "examples")
        visit(inner, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`)
  }
  visit(document, "")
  expect(wrong).toEqual([])
  expect(tried).toBeGreaterThan(100)
  const bare = [
    "User",
    "UserView",
    "Me",
    "Invite",
    "ApiKey",
    "ApiKeyWithSecret",
    "AuditEvent",
    "Organization",
    "Tenant",
    "SignedIn",
    "Session",
    "ErrorResponse",
  ]
  expect(bare.filter((name) => document.components.schemas[name]?.example === undefined)).toEqual([])
})

test("docs/api.md – the table of bodies is the document's", () => {
  const size = (bytes: number) => (bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20} MiB` : `${bytes / 1024} KiB`)
  const bodies = operations.flatMap(([name, { "x-media-types": accepted = [], "x-max-body-bytes": most = 0 }]) => {
    const [method = "", path = ""] = name.split(" ")
    const row = `| \`${method.toUpperCase()} ${path}\` | ${accepted.map((type) => `\`${type}\``).join(", ")} | ${size(most)} |`
    return accepted.length > 0 && !/\| `application\/json` \| 64 KiB/.test(row) ? [row] : []
  })
  const table = readFileSync("docs/api.md", "utf8").split("| operation | media types | max size |\n|---|---|---|\n")[1]
  const rows = table?.split("\n\n")[0]?.split("\n") ?? []
  expect(rows.at(-1)).toBe(`| all others | \`application/json\` | ${size(maxBody)} |`)
  expect(rows.slice(0, -1).sort()).toEqual(bodies.sort())
})

test("an operation with If-Match or a query may be refused for it", () => {
  const refusable = operations.filter(([, { parameters = [] }]) =>
    parameters.some((one) => one.in === "query" || one.name === "If-Match"),
  )
  expect(refusable.length).toBeGreaterThan(20)
  expect(refusable.filter(([, { responses }]) => !responses["422"]).map(([name]) => name)).toEqual([])
})

test("an object that may be null is not required: some generators accept null only where it may be absent", () => {
  const nullable = ({ type }: Node) => Array.isArray(type) && type.includes("object") && type.includes("null")
  const wrong = [...nodes(document)].flatMap(([path, { properties, required }]) => {
    const named = isNode(properties) && Array.isArray(required) ? required : []
    return named.flatMap((name) =>
      nullable((properties as Record<string, Node>)[name] ?? {}) ? `${path}: ${name}` : [],
    )
  })
  expect(wrong).toEqual([])
})
