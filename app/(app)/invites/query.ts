import type { Search } from "@/components/search-params"
import { InviteQuery } from "@/lib/invites/schema"
import { listQuery } from "../list-query"

/** What the address asks for; a value that the list does not know is as good as none. */
export const invitesQuery = ({ status, q, cursor, before }: Search) =>
  listQuery(InviteQuery, { status, q, cursor, before }, { limit: 50 })
