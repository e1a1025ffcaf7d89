import { routes } from "@/app/api/v1/routes"
import { openApiDocument } from "@/lib/core/http/openapi"

/** A JSON Schema, as far as this page shows it. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  "x-extensible-enum"?: unknown[]
  items?: Schema
  "x-any-of"?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  description?: string
  example?: unknown
  format?: string
}

export type Parameter = {
  name: string
  in: string
  required: boolean
  description?: string
  schema: Schema
  example?: unknown
}

/** One operation of the OpenAPI document. */
export type Operation = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Partial<Record<string, { schema: Schema }>> }>
  method: string
  path: string
}

type Document = {
  paths: Record<string, Record<string, Omit<Operation, "method" | "path">>>
  components: { schemas: Record<string, Schema> }
}

/** Returns the document's operations by tag, and its schemas by name. */
export function readDocument(): { groups: [string, Operation[]][]; schemas: Record<string, Schema> } {
  const { paths, components } = openApiDocument(routes) as unknown as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )
  const tags = [...new Set(operations.map(({ tags }) => tags[0] ?? "api"))]
  return {
    groups: tags.map((tag) => [tag, operations.filter(({ tags }) => tags[0] === tag)]),
    schemas: components.schemas,
  }
}

/** Resolves a reference to its schema; returns other schemas unchanged. */
export function follow(schema: Schema, schemas: Record<string, Schema>): Schema {
  const name = schema.$ref?.split("/").at(-1)
  return name ? (schemas[name] ?? {}) : schema
}

/** Describes a type in a word or two: `string`, `Role`, `list of User`. */
export function typeName(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "object"
  const values = schema.enum ?? schema["x-extensible-enum"]
  if (values) return values.map(String).join(" | ")
  const choices = schema["x-any-of"]
  if (choices) return choices.map(typeName).join(" or ")
  if (schema.type === "array") return `list of ${schema.items ? typeName(schema.items) : "anything"}`
  return schema.format ?? ([schema.type ?? []].flat().join(" or ") || "anything")
}
