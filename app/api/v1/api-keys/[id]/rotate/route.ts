import { rotateApiKeyAct } from "@/lib/api-keys/acts"
import { ApiKeyPath } from "@/lib/api-keys/schema"
import { endpoint } from "@/lib/core/http/endpoint"

export const POST = endpoint(rotateApiKeyAct, {
  summary: "Rotate an API key",
  description:
    "A new secret, shown once; the old one works on for `overlap_seconds`. Whoever rotates becomes the maker.",
  params: ApiKeyPath,
  target: ({ id }) => ({ key_id: id }),
  idempotent: true,
})
