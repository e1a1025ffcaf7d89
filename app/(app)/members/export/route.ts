import { csv } from "@/lib/core/http/csv-response"
import { memberCsv } from "@/lib/memberships/csv"
import { listRoute } from "../../list-route"
import { membersQuery } from "../query"

/** The matching members, as CSV. */
export const GET = listRoute({
  path: "/members",
  permission: "users:read",
  respond: ({ actor, search }) => csv("members.csv", memberCsv(actor, membersQuery(search))),
})
