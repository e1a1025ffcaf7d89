import type { Search } from "@/components/search-params"
import type { Backwards } from "@/lib/core/db/paginate"
import { UserQuery } from "@/lib/users/schema"
import { listQuery } from "../list-query"

/** What the address of the list holds beside the cursor: whatever else stands there is not carried on. */
export function listSearch({ org, q, role, status, sort }: Search): Search {
  return { org, q, role, status, sort }
}

/** The same with the place among the pages. */
export const placed = (search: Search): Search => ({
  ...listSearch(search),
  cursor: search.cursor,
  before: search.before,
})

/** What the address asks for; a value that the list does not know is as good as none. */
export function membersQuery({ q, role, status, sort, cursor, before }: Search): UserQuery & Backwards {
  return listQuery(UserQuery, { q, role, status, sort, cursor, before }, { limit: 50, total: "true" })
}
