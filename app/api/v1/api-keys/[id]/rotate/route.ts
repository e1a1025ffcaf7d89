import { ApiKeyPath, ApiKeyWithSecret, Rotation } from "@/lib/api-keys/schema"
import { rotateApiKey } from "@/lib/api-keys/service"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/scope"

export const POST = endpoint({
  summary: "Rotate an API key",
  description:
    "A new secret, shown once; the old one works on for `overlap_seconds`. Whoever rotates becomes the maker.",
  permission: "api_keys:write",
  place: ownAsPerson,
  params: ApiKeyPath,
  body: Rotation,
  result: ApiKeyWithSecret,
  idempotent: true,
  errors: ["not_a_user", "role_above_your_own", "permission_not_held"],
  run: ({ actor, params, body }) => rotateApiKey(actor, params.id, body),
})
