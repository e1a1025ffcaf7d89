import { endpoint } from "@/lib/core/http/endpoint"
import { endMemberSessionsAct } from "@/lib/memberships/acts"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const DELETE = endpoint(endMemberSessionsAct, {
  summary: "End a user's sessions",
  description: "Those that are in an organization of the caller's reach.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
  status: 204,
})
