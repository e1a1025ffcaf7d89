import { SignedIn, SwitchRequest } from "@/lib/auth/schema"
import { refresh, tokenPair } from "@/lib/auth/service"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Switch organization",
  description: "A new pair for another of the holder's organizations, in whatever tenant. Uses the refresh token up.",
  body: SwitchRequest,
  result: SignedIn,
  limit: "refresh",
  errors: ["invalid_token", "not_found"],
  run: async ({ body }) => tokenPair(await refresh(body)),
})
