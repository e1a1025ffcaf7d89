import { revokeApiKeyAct } from "@/lib/api-keys/acts"
import { getApiKey } from "@/lib/api-keys/read"
import { ApiKey, ApiKeyPath } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"

export const GET = endpoint({
  operationId: "getApiKey",
  summary: "Get an API key",
  description: "Without its secret, which is only returned when it is created or rotated.",
  permission: "api_keys:read",
  scope: ownAsPerson,
  params: ApiKeyPath,
  result: ApiKey,
  errors: ["not_a_user"],
  run: ({ actor, params }) => getApiKey(actor, params.id),
})

export const DELETE = endpoint(revokeApiKeyAct, {
  operationId: "revokeApiKey",
  summary: "Revoke an API key",
  description: "Also revokes the pending invitations it created.",
  params: ApiKeyPath,
  target: ({ id }) => ({ key_id: id }),
  status: 204,
})
