import { csv } from "@/lib/core/http/csv-response"
import { inviteCsv } from "@/lib/invites/csv"
import { listRoute } from "../../list-route"
import { invitesQuery } from "../query"

/** The matching invitations, as CSV. */
export const GET = listRoute({
  path: "/invites",
  permission: "invites:read",
  respond: ({ actor, search }) => csv("invitations.csv", inviteCsv(actor, invitesQuery(search))),
})
