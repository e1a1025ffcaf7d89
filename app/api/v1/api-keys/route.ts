import { createApiKeyAct } from "@/lib/api-keys/acts"
import { listApiKeys } from "@/lib/api-keys/read"
import { ApiKey, ApiKeyQuery } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"

export const GET = endpoint({
  operationId: "listApiKeys",
  summary: "List API keys",
  description: "Returns the keys of the caller's organization; tenant admins also see tenant-wide keys.",
  permission: "api_keys:read",
  scope: ownAsPerson,
  query: ApiKeyQuery,
  result: ApiKey,
  list: true,
  errors: ["not_a_user"],
  run: ({ actor, query }) => listApiKeys(actor, query),
})

export const POST = endpoint(createApiKeyAct, {
  operationId: "createApiKey",
  summary: "Create an API key",
  description: "The secret is returned only once. A key never has more access than its creator.",
  status: 201,
  idempotent: true,
  location: (key: { id: string }) => `/api/v1/api-keys/${key.id}`,
})
