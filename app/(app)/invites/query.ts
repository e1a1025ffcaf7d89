import type { Search } from "@/components/search-params"
import { InviteQuery } from "@/lib/invites/schema"
import { listQuery } from "../list-query"

/** Parses the query of the page; unknown values are ignored. */
export const invitesQuery = ({ status, q, cursor, before }: Search) =>
  listQuery(InviteQuery, { status, q, cursor, before }, { limit: 50 })
