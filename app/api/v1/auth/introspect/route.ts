import { asIntrospected, asStandard, introspect } from "@/lib/api-keys/introspect"
import { Introspected, Introspection } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { isForm } from "@/lib/core/http/read-body"
import { json } from "@/lib/core/http/response"
import { introspectFor } from "@/lib/oidc/tokens"

export const POST = endpoint({
  operationId: "introspectToken",
  summary: "Introspect an access token or API key",
  description:
    "For servers with an API key: access tokens, those of applications, and API keys. `active` is false for any token outside the key's organization or tenant. A form (`application/x-www-form-urlencoded`) gets the response of RFC 7662, without `success` and `data`.",
  permission: "api_key",
  body: Introspection,
  form: true,
  result: Introspected,
  run: async ({ actor, body, request }) => {
    const claims = await introspectFor(actor, body.token)
    if (claims) return isForm(request) ? json(200, claims) : asIntrospected(claims)
    const found = await introspect(actor, body.token)
    return isForm(request) ? json(200, asStandard(found)) : found
  },
})
