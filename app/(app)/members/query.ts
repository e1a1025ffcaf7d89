import type { Search } from "@/components/search-params"
import { UserQuery } from "@/lib/users/schema"
import { listQuery } from "../list-query"

/** What the address of the list holds beside the cursor: whatever else stands there is not carried on. */
export function listSearch({ org, q, role, status, sort }: Search): Search {
  return { org, q, role, status, sort }
}

/** What the address asks for; a value that the list does not know is as good as none. */
export function membersQuery({ q, role, status, sort, cursor }: Search): UserQuery {
  return listQuery(UserQuery, { q, role, status, sort, cursor }, { limit: 50, total: "true" })
}
