import type { z } from "zod"
import type { Search } from "@/components/search-params"
import type { Backwards } from "@/lib/core/db/paginate"

/**
 * Parses the query of a list page, with the direction of paging; unknown values are ignored.
 * @param fixed values set by the page, such as the limit
 */
export function listQuery<S extends z.ZodObject>(schema: S, search: Search, fixed: object): z.output<S> & Backwards {
  const { before, ...wanted } = search
  const known = Object.entries(wanted).filter(([name, value]) => value && schema.safeParse({ [name]: value }).success)
  return { ...schema.parse({ ...Object.fromEntries(known), ...fixed }), before: before || undefined }
}
