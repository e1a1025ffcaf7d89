import { endpoint } from "@/lib/core/http/endpoint"
import { restoreMemberAct } from "@/lib/memberships/acts"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const POST = endpoint(restoreMemberAct, {
  summary: "Restore a removed user",
  description:
    "Brings back a membership that was ended within the last 30 days, and with it the account where that ended in the same moment.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
})
