import type { z } from "zod"
import type { Search } from "@/components/search-params"

/**
 * What the address of a list asks for; a value that the list does not know is as good as none.
 * @param fixed what the page says itself, such as the limit
 */
export function listQuery<S extends z.ZodType>(schema: S, search: Search, fixed: object): z.output<S> {
  const known = Object.entries(search).filter(([name, value]) => value && schema.safeParse({ [name]: value }).success)
  return schema.parse({ ...Object.fromEntries(known), ...fixed })
}
