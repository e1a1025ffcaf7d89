import { getOwnApiKey } from "@/lib/api-keys/read"
import { ApiKey } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"

export const GET = endpoint({
  operationId: "getOwnApiKey",
  summary: "Get the calling API key",
  description: "For servers: which key this is, its permissions and when it expires.",
  permission: "api_key",
  result: ApiKey,
  errors: ["not_found"],
  run: ({ actor }) => getOwnApiKey(actor),
})
