import type { z } from "zod"
import { AppError, type FieldError, isAppError } from "../core/errors"
import { englishFields, englishText } from "../core/http/english"
import { fieldErrors } from "../core/http/field-errors"
import { toAppError } from "../core/http/to-app-error"
import type { Outcome } from "../core/outcome"

/** A row as it was given: parsed, or with what is wrong with it. */
export type Read<T> = { row: number; email: string | null; external_id: string | null } & (
  | { given: T }
  | { error: AppError }
)

/**
 * Parses rows independently. Of several valid rows with the same address or external ID, only the first counts.
 * @param parse gives the row's schema what it is read from
 */
export function readRows<S extends z.ZodType<{ email: string; external_id?: string | undefined }>>(
  schema: S,
  rows: readonly unknown[],
): Read<z.output<S>>[] {
  const seen = new Set<string>()
  return rows.map((given, row) => {
    const shown = { row, email: textOf(given, "email"), external_id: textOf(given, "external_id") }
    const parsed = schema.safeParse(given, { reportInput: true })
    if (!parsed.success)
      return { ...shown, error: new AppError("validation_failed", { fields: fieldErrors(parsed.error.issues) }) }
    const { email, external_id } = parsed.data
    const keys = { email, ...(external_id === undefined ? {} : { external_id }) }
    const twice = Object.entries(keys).filter(([field, value]) => seen.has(`${field} ${value}`))
    for (const [field, value] of Object.entries(keys)) seen.add(`${field} ${value}`)
    if (twice.length === 0) return { ...shown, ...keys, given: parsed.data }
    const fields = twice.map(([field]): FieldError => ({ field, code: "duplicate" }))
    return { ...shown, ...keys, error: new AppError("validation_failed", { fields }) }
  })
}

function textOf(given: unknown, name: string): string | null {
  const value = typeof given === "object" && given !== null ? Reflect.get(given, name) : null
  return typeof value === "string" ? value.slice(0, 255) : null
}

/**
 * Hands the valid rows to `work`, which may leave out the last ones, and returns each row's outcome in order: null where
 * it was not tried.
 */
export async function settleRows<T, Value>(
  rows: readonly Read<T>[],
  work: (given: readonly T[]) => Promise<readonly Outcome<Value>[]>,
): Promise<{ read: Read<T>; outcome: Outcome<Value> | null }[]> {
  const given = rows.flatMap((read) => ("given" in read ? [read.given] : []))
  const outcomes = given.length > 0 ? await work(given) : []
  let next = 0
  return rows.map((read) => ({ read, outcome: "given" in read ? (outcomes[next++] ?? null) : { error: read.error } }))
}

/** Whether a row only repeats an earlier one. */
export const isDuplicate = (read: Read<unknown>): boolean =>
  "error" in read && (read.error.details.fields ?? []).every(({ code }) => code === "duplicate")

/** What the API says of a row that failed. */
export function failureOf(error: AppError) {
  const { fields } = error.details
  return { code: error.code, message: englishText(error), ...(fields && { fields: englishFields(fields) }) }
}

/** The error of a row; anything unexpected is logged. */
export const asAppError = (error: unknown): AppError => (isAppError(error) ? error : toAppError(error))
