import { listMembers } from "@/lib/memberships/list"
import { listRoute, selectable, selectedAtOnce } from "../../list-route"
import { chosenOf } from "../chosen"
import { membersQuery } from "../query"

/** The matching members, each with what is needed to act on them. */
export const GET = listRoute({
  path: "/members",
  permission: "users:read",
  respond: async ({ actor, search }) => {
    const { rows, next_cursor } = await listMembers(actor, {
      ...membersQuery(search),
      limit: selectedAtOnce,
      total: false,
    })
    return selectable(rows.map(chosenOf), next_cursor)
  },
})
