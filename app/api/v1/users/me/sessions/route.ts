import { endpoint } from "@/lib/core/http/endpoint"
import { endOtherSessionsAct } from "@/lib/sessions/acts"
import { listSessions } from "@/lib/sessions/me"
import { Session, SessionQuery } from "@/lib/sessions/schema"

export const GET = endpoint({
  operationId: "listMySessions",
  summary: "List the current user's sessions",
  description: "With an access token, only those of its tenant. Most recently used first.",
  permission: "self",
  query: SessionQuery,
  result: Session,
  list: true,
  run: ({ actor, query }) => listSessions(actor, query),
})

export const DELETE = endpoint(endOtherSessionsAct, {
  operationId: "endMyOtherSessions",
  summary: "End the current user's other sessions",
  status: 204,
})
