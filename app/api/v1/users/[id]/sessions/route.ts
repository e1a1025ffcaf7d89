import { endpoint } from "@/lib/core/http/endpoint"
import { memberInQuery } from "@/lib/core/http/scope"
import { endMemberSessions } from "@/lib/memberships/remove"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const DELETE = endpoint({
  summary: "End a user's sessions",
  description: "Those that are in an organization of the caller's reach.",
  permission: "users:write",
  place: memberInQuery,
  params: UserPath,
  query: InOrganization,
  status: 204,
  errors: ["role_above_your_own"],
  run: ({ actor, params }) => endMemberSessions(actor, params.id),
})
