import type { z } from "zod"
import type { Search } from "@/components/search-params"
import type { Backwards } from "@/lib/core/db/paginate"

/**
 * What the address of a list asks for, and which way its pages are turned; a value that the list does not know is as
 * good as none.
 * @param fixed what the page says itself, such as the limit
 */
export function listQuery<S extends z.ZodObject>(schema: S, search: Search, fixed: object): z.output<S> & Backwards {
  const { before, ...wanted } = search
  const known = Object.entries(wanted).filter(([name, value]) => value && schema.safeParse({ [name]: value }).success)
  return { ...schema.parse({ ...Object.fromEntries(known), ...fixed }), before: before || undefined }
}
