import { z } from "zod"
import { rule } from "@/lib/core/schema"

/** A native date-time field's text, which knows no time zone: it is read as UTC, as every time of the screens. */
export const EndDate = z.iso
  .datetime({ local: true, ...rule("end_date") })
  .transform((text) => new Date(text.endsWith("Z") ? text : `${text}Z`))

/** A time as a native date-time field shows it, in UTC; empty for none. Seconds only where there are some. */
export function fieldTime(at: unknown): string {
  const date = at instanceof Date ? at : new Date(typeof at === "string" ? at : Number.NaN)
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 19).replace(/:00$/, "")
}
