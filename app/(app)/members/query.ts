import type { Search } from "@/components/search-params"
import type { Backwards } from "@/lib/core/db/paginate"
import { UserQuery } from "@/lib/users/schema"
import { listQuery } from "../list-query"

/** The known query parameters of the list, without the cursor; others are dropped. */
export function listSearch({ org, q, role, status, sort }: Search): Search {
  return { org, q, role, status, sort }
}

/** The same with the cursor. */
export const placed = (search: Search): Search => ({
  ...listSearch(search),
  cursor: search.cursor,
  before: search.before,
})

/** Parses the query of the page; unknown values are ignored. */
export function membersQuery({ q, role, status, sort, cursor, before }: Search): UserQuery & Backwards {
  return listQuery(UserQuery, { q, role, status, sort, cursor, before }, { limit: 50, total: "true" })
}
