import { endpoint } from "@/lib/core/http/endpoint"
import { memberInReach } from "@/lib/core/http/member-scope"
import { endMemberSessionsAct } from "@/lib/memberships/acts"
import { listMemberSessions } from "@/lib/memberships/sign-in"
import { MemberSession, SessionQuery } from "@/lib/sessions/schema"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "listUserSessions",
  summary: "List a user's sessions",
  description:
    "API sessions in organizations that the caller can manage, most recently used first: the device and when it was last used. Browser sessions open every organization of a person and are not listed.",
  permission: "users:write",
  scope: memberInReach,
  params: UserPath,
  query: SessionQuery.extend(InOrganization.shape),
  result: MemberSession,
  list: true,
  run: ({ actor, params, query }) => listMemberSessions(actor, params.id, query),
})

export const DELETE = endpoint(endMemberSessionsAct, {
  operationId: "endUserSessions",
  summary: "End a user's sessions",
  description: "Ends the sessions in organizations that the caller can manage.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
  status: 204,
})
