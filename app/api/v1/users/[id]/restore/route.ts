import { endpoint } from "@/lib/core/http/endpoint"
import { restoreMemberAct } from "@/lib/memberships/acts"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const POST = endpoint(restoreMemberAct, {
  operationId: "restoreUser",
  applications: "users:delete",
  summary: "Restore a removed user",
  description:
    "Restores a membership that was removed within the last 30 days, and the account if it was closed with it.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
})
