import type { z } from "zod"
import { AppError, type FieldError } from "../errors"
import { fieldErrors } from "./field-errors"

/**
 * Parses `value` by `schema`.
 * @param rules further rules, where the schema is not met; where it is, services check them
 * @throws AppError validation_failed with every invalid field
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, rules?: Rules): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const fields = fieldErrors(parsed.error.issues)
  const more = rules && isRecord(value) ? rules(value) : []
  throw new AppError("validation_failed", {
    fields: [...fields, ...more.filter(({ field }) => fields.every((known) => known.field !== field))],
  })
}

type Rules = (body: Record<string, unknown>) => FieldError[]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * Parses a query string by `schema`. A duplicate parameter is invalid; an unknown one is never ignored.
 * @throws AppError unknown_parameter, validation_failed
 */
export function parseQuery<S extends z.ZodType>(schema: S, search: URLSearchParams): z.output<S> {
  const twice = [...new Set(search.keys())].filter((key) => search.getAll(key).length > 1)
  const parsed = schema.safeParse(Object.fromEntries(search), { reportInput: true })
  const fields = parsed.success ? [] : fieldErrors(parsed.error.issues)
  const unknown = fields.filter((f) => f.code === "unknown_field")
  if (unknown.length > 0)
    throw new AppError("unknown_parameter", {
      reason: "named",
      names: unknown.map((f) => f.field.slice(0, 64)).join(", "),
    })
  const all = [...fields, ...twice.map((field): FieldError => ({ field, code: "repeated" }))]
  if (parsed.success && all.length === 0) return parsed.data
  throw new AppError("validation_failed", { fields: all })
}
