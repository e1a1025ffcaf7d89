import { endpoint } from "@/lib/core/http/endpoint"
import { endMemberSessionsAct } from "@/lib/memberships/acts"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const DELETE = endpoint(endMemberSessionsAct, {
  operationId: "endUserSessions",
  summary: "End a user's sessions",
  description: "Ends the sessions in organizations that the caller can manage.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
  status: 204,
})
