import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"
import { build } from "esbuild"
import openapiTS, { astToString } from "openapi-typescript"
import ts from "typescript"

const root = fileURLToPath(new URL("..", import.meta.url))
const target = "sdk/core/schema.ts"
const head = "// Made by `npm run sdk:types` from the declarations under app/api/v1. Do not edit.\n\n"

/** Returns the OpenAPI document of the routes on disk. */
async function apiDocument() {
  const outfile = `${root}node_modules/.cache/nanostack-sdk/document-${process.pid}.mjs`
  await build({
    stdin: {
      contents: `import { routes } from "@/app/api/v1/routes"
        import { openApiDocument } from "@/lib/core/http/openapi"
        export const document = openApiDocument(routes)`,
      resolveDir: root,
      loader: "ts",
    },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    jsx: "automatic",
    tsconfig: `${root}tsconfig.json`,
    logLevel: "error",
  })
  const script = `const { document } = await import(process.argv[1])
    process.stdout.write(JSON.stringify(document), () => process.exit())`
  const text = execFileSync(process.execPath, ["--input-type=module", "--eval", script, pathToFileURL(outfile).href], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    // In the build phase, settings are placeholders.
    env: { ...process.env, NODE_ENV: "production", NEXT_PHASE: "phase-production-build" },
  })
  return JSON.parse(text)
}

/** Builds one schema per operation: its parameters, and its successful response. PATCH is the same as PUT. */
function operationsOf({ paths }) {
  const all = Object.entries(paths).flatMap(([path, { patch, ...methods }]) => [
    ...Object.entries(methods).map(([method, operation]) => [
      `${method.toUpperCase()} ${path}`,
      operationOf(operation),
    ]),
    ...(patch ? [[`PATCH ${path}`, { $ref: `${own}/PUT ${path.replaceAll("/", "~1")}` }]] : []),
  ])
  return objectOf(Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))))
}

const own = "#/components/schemas/Operations/properties"

function operationOf({ summary, parameters = [], requestBody, responses }) {
  const bodies = Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => response.content?.["application/json"]?.schema?.properties)
  const named = (name) => parameters.some((parameter) => parameter.name === name)
  const page = bodies.find((body) => body?.pagination)
  const parts = {
    params: fieldsOf(parameters, "path"),
    query: fieldsOf(parameters, "query"),
    body: Object.values(requestBody?.content ?? {})[0]?.schema,
    ...(page ? { item: page.data.items } : { data: unionOf(bodies.map((body) => body?.data ?? { type: "null" })) }),
    ...(named("Idempotency-Key") && { idempotent: { const: true } }),
    ...(named("If-Match") && { versioned: { const: true } }),
  }
  return { ...objectOf(parts), description: summary }
}

function fieldsOf(parameters, where) {
  const fields = parameters.filter((parameter) => parameter.in === where)
  if (fields.length === 0) return undefined
  const required = fields.filter((field) => field.required).map(({ name }) => name)
  return { ...objectOf(Object.fromEntries(fields.map(({ name, schema }) => [name, schema]))), required }
}

const unionOf = (schemas) => (schemas.length === 1 ? schemas[0] : { anyOf: schemas })

function objectOf(properties) {
  const required = Object.keys(properties).filter((name) => properties[name] !== undefined)
  return { type: "object", properties, required, additionalProperties: false }
}

/** Values that are known today become a union. */
function simpler(key, value) {
  if (key === "example" || key === "examples") return undefined
  const { "x-extensible-enum": known, "x-any-of": anyOf, "x-const": constant, ...schema } = value ?? {}
  if (anyOf) return { ...schema, anyOf }
  if (constant !== undefined) return { ...schema, const: constant }
  if (!known) return value
  return { ...schema, enum: [schema.type].flat().includes("null") ? [...known, null] : known }
}

/** A binary body is a Blob, which has a media type. */
const bytes = ({ format }) =>
  format === "binary" ? ts.factory.createTypeReferenceNode(ts.factory.createIdentifier("Blob")) : undefined

/** Returns the source of core/schema.ts for the routes on disk. */
export async function schemaSource() {
  const document = await apiDocument()
  const schemas = { ...document.components.schemas, Operations: operationsOf(document) }
  const { openapi, info } = document
  const lean = JSON.parse(JSON.stringify({ openapi, info, paths: {}, components: { schemas } }, simpler))
  const nodes = await openapiTS(lean, { defaultNonNullable: false, alphabetize: true, transform: bytes })
  const { members } = nodes.find((node) => node.name?.text === "components")
  const { type } = members.find((member) => member.name.text === "schemas")
  const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)]
  const text = astToString([
    ts.factory.createInterfaceDeclaration(exported, "Schemas", undefined, undefined, type.members),
  ])
  return formatted(head + text.replaceAll('components["schemas"]', "Schemas"))
}

function formatted(text) {
  const biome = ["node_modules/@biomejs/biome/bin/biome", "format", `--stdin-file-path=${target}`]
  return execFileSync(process.execPath, biome, { cwd: root, input: text, encoding: "utf8", maxBuffer: 1 << 26 })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(root + target, await schemaSource())
