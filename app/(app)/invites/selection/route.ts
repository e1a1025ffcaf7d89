import { listInvites } from "@/lib/invites/list"
import { listRoute, selectable, selectedAtOnce } from "../../list-route"
import { chosenInvite } from "../chosen"
import { invitesQuery } from "../query"

/** The matching invitations, each with what is needed to act on it. */
export const GET = listRoute({
  path: "/invites",
  permission: "invites:read",
  respond: async ({ actor, search }) => {
    const { rows, next_cursor } = await listInvites(actor, { ...invitesQuery(search), limit: selectedAtOnce })
    return selectable(rows.map(chosenInvite), next_cursor)
  },
})
