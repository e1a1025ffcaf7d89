import { z } from "zod"
import { rule } from "@/lib/core/schema"

/** Value of a native date-time field, which has no time zone: read as UTC, as all times of the screens. */
export const EndDate = z.iso
  .datetime({ local: true, ...rule("end_date") })
  .transform((text) => new Date(text.endsWith("Z") ? text : `${text}Z`))

/** Formats a time for a native date-time field, in UTC; empty for none. With seconds only if they aren't 0. */
export function fieldTime(at: unknown): string {
  const date = at instanceof Date ? at : new Date(typeof at === "string" ? at : Number.NaN)
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 19).replace(/:00$/, "")
}
