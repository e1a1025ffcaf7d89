import { createApiKeyAct } from "@/lib/api-keys/acts"
import { listApiKeys } from "@/lib/api-keys/read"
import { ApiKey, ApiKeyQuery } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"

export const GET = endpoint({
  summary: "List API keys",
  description: "Those of the caller's organization; tenant admins also see the tenant-wide ones.",
  permission: "api_keys:read",
  scope: ownAsPerson,
  query: ApiKeyQuery,
  result: ApiKey,
  list: true,
  errors: ["not_a_user"],
  run: ({ actor, query }) => listApiKeys(actor, query),
})

export const POST = endpoint(createApiKeyAct, {
  summary: "Create an API key",
  description: "The secret is shown once. A key is worth no more than its maker, at every moment.",
  status: 201,
  idempotent: true,
  location: (key: { id: string }) => `/api/v1/api-keys/${key.id}`,
})
