import { rotateApiKeyAct } from "@/lib/api-keys/acts"
import { ApiKeyPath } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"

export const POST = endpoint(rotateApiKeyAct, {
  operationId: "rotateApiKey",
  summary: "Rotate an API key",
  description:
    "Returns a new secret, only once; the old one keeps working for `overlap_seconds`. The caller becomes the key's creator.",
  params: ApiKeyPath,
  target: ({ id }) => ({ key_id: id }),
  idempotent: true,
})
