import type { Search } from "@/components/search-params"
import { UserQuery } from "@/lib/users/schema"

/** What the address of the list holds beside the cursor: whatever else stands there is not carried on. */
export function listSearch({ org, q, role, status, sort }: Search): Search {
  return { org, q, role, status, sort }
}

/** What the address asks for; a value that the list does not know is as good as none. */
export function membersQuery(search: Search): UserQuery {
  const asked: Record<string, string | undefined> = {}
  for (const name of ["q", "role", "status", "sort", "cursor"]) {
    const value = search[name] || undefined
    if (value && UserQuery.safeParse({ [name]: value }).success) asked[name] = value
  }
  return UserQuery.parse({ ...asked, limit: 50, total: "true" })
}
