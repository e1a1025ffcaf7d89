import { endpoint } from "@/lib/core/http/endpoint"
import { endOwnSession } from "@/lib/sessions/me"
import { SessionPath } from "@/lib/sessions/schema"

export const DELETE = endpoint({
  summary: "End one of the current user's sessions",
  permission: "self",
  params: SessionPath,
  status: 204,
  errors: ["not_found"],
  run: ({ actor, params }) => endOwnSession(actor, params.id),
})
