import type { z } from "zod"
import type { FieldCode, FieldError, FieldReason } from "../errors"

/** Converts zod's issues into field errors: every invalid field, unknown ones included. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    const field = issue.path.map(String).join(".")
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ field: field ? `${field}.${key}` : key, code: "unknown_field" }))
    const code = codeOf(issue)
    if (code === "required") return [{ field, code }]
    // What is wrong with a record's key is an issue inside.
    const message = issue.code === "invalid_key" ? (issue.issues[0]?.message ?? "") : issue.message
    const named = /^[a-z_]+$/.test(message) ? { reason: message as FieldReason } : {}
    return [{ field, code, ...known(issue), ...named }]
  })
}

/** Our own rules can name their code in `params`. */
function codeOf(issue: z.core.$ZodIssue): FieldCode {
  if (issue.code === "invalid_type" && issue.input === undefined) return "required"
  if (issue.code === "custom") return (issue.params?.code as FieldCode | undefined) ?? "invalid"
  if (issue.code === "invalid_format" || issue.code === "invalid_value") return "invalid"
  if (issue.code === "too_small") return "too_short"
  if (issue.code === "too_big") return "too_long"
  return issue.code === "unrecognized_keys" ? "unknown_field" : issue.code
}

/** Error of zod's built-in rules, which have no reason. */
function known(issue: z.core.$ZodIssue): Pick<FieldError, "reason" | "values"> {
  if (issue.code === "custom") return { values: issue.params ?? {} }
  if (issue.code === "invalid_value") return { reason: "choice", values: { choices: issue.values.join(", ") } }
  if (issue.code === "invalid_type") return { ...numbers[issue.expected], values: { expected: issue.expected } }
  if (issue.code === "too_small") {
    const reason = issue.origin === "string" && issue.minimum === 1 ? "empty" : least[issue.origin]
    return { reason, values: { min: Number(issue.minimum) } }
  }
  if (issue.code === "too_big") return { reason: most[issue.origin], values: { max: Number(issue.maximum) } }
  return {}
}

const numbers: Record<string, { reason: FieldReason }> = {
  number: { reason: "number" },
  int: { reason: "whole_number" },
}

const least: Record<string, FieldReason> = { number: "too_small", int: "too_small", array: "too_few" }

const most: Record<string, FieldReason> = { number: "too_large", int: "too_large", array: "too_many" }
