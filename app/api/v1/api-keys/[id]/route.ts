import { ApiKeyPath } from "@/lib/api-keys/schema"
import { deleteApiKey } from "@/lib/api-keys/service"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/scope"

export const DELETE = endpoint({
  summary: "Revoke an API key",
  description: "Its pending invites are revoked with it.",
  permission: "api_keys:write",
  place: ownAsPerson,
  params: ApiKeyPath,
  status: 204,
  errors: ["not_a_user", "role_above_your_own"],
  run: ({ actor, params }) => deleteApiKey(actor, params.id),
})
