import { revokeApiKeyAct } from "@/lib/api-keys/acts"
import { ApiKeyPath } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"

export const DELETE = endpoint(revokeApiKeyAct, {
  summary: "Revoke an API key",
  description: "Also revokes the pending invitations it created.",
  params: ApiKeyPath,
  target: ({ id }) => ({ key_id: id }),
  status: 204,
})
