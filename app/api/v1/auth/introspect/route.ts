import { introspect } from "@/lib/api-keys/introspect"
import { Introspected, Introspection } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"

export const POST = endpoint({
  summary: "Introspect an access token",
  description: "For servers with an API key. `active` is false for any token outside the key's organization or tenant.",
  permission: "api_key",
  body: Introspection,
  result: Introspected,
  run: ({ actor, body }) => introspect(actor, body.token),
})
