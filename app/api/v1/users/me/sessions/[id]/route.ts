import { endpoint } from "@/lib/core/http/endpoint"
import { endSessionAct } from "@/lib/sessions/acts"
import { SessionPath } from "@/lib/sessions/schema"

export const DELETE = endpoint(endSessionAct, {
  operationId: "endMySession",
  summary: "End one of the current user's sessions",
  params: SessionPath,
  target: ({ id }) => ({ session_id: id }),
  status: 204,
})
