import type { z } from "zod"
import { AppError, type FieldError } from "../errors"

/** Turns zod's issues into the contract's fields: every bad field, unknown ones included, with a sentence each. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String).join(".")
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        field: path ? `${path}.${key}` : key,
        code: "unknown_field",
        message: "This field does not exist here.",
      }))
    const missing = issue.code === "invalid_type" && issue.input === undefined
    return [{ field: path, code: missing ? "required" : codeOf(issue), message: sentence(issue, missing) }]
  })
}

/** A rule of ours can name its code in `params`. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom" && typeof issue.params?.code === "string") return issue.params.code
  if (issue.code === "custom" || issue.code === "invalid_format" || issue.code === "invalid_value") return "invalid"
  return issue.code === "too_small" ? "too_short" : issue.code === "too_big" ? "too_long" : issue.code
}

// Zod's own sentences speak to developers ("Invalid input: expected string, received undefined").
function sentence(issue: z.core.$ZodIssue, missing: boolean): string {
  if (!/^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message)) return issue.message
  if (missing) return "This field is required."
  if (issue.code === "invalid_value") return `Choose one of: ${issue.values.join(", ")}.`
  if (issue.code === "invalid_type") return `This has to be a ${issue.expected}.`
  if (issue.code === "too_small") return `The smallest allowed is ${issue.minimum}.`
  if (issue.code === "too_big") return `The largest allowed is ${issue.maximum}.`
  return "This is not in the expected form."
}

/**
 * Reads `value` by `schema`.
 * @throws AppError validation_failed with every bad field
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  throw new AppError("validation_failed", { fields: fieldErrors(parsed.error.issues) })
}

/**
 * Reads a query string by `schema`. A parameter given twice is wrong; an unknown one is never ignored.
 * @throws AppError unknown_parameter, validation_failed
 */
export function parseQuery<S extends z.ZodType>(schema: S, search: URLSearchParams): z.output<S> {
  const twice = [...new Set(search.keys())].filter((key) => search.getAll(key).length > 1)
  const parsed = schema.safeParse(Object.fromEntries(search), { reportInput: true })
  const fields = parsed.success ? [] : fieldErrors(parsed.error.issues)
  const unknown = fields.filter((f) => f.code === "unknown_field")
  if (unknown.length > 0)
    throw new AppError("unknown_parameter", {
      message: `Unknown parameter: ${unknown.map((f) => f.field.slice(0, 64)).join(", ")}.`,
    })
  const all = [...fields, ...twice.map((field) => ({ field, code: "repeated", message: "Send this parameter once." }))]
  if (parsed.success && all.length === 0) return parsed.data
  throw new AppError("validation_failed", { fields: all })
}
