import { RefreshRequest, SignedIn } from "@/lib/auth/schema"
import { refresh, tokenPair } from "@/lib/auth/service"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Exchange a refresh token",
  description:
    "Each refresh token works once; for 10 seconds it gives the same successor again, while that is unused. Any other second use ends the session.",
  body: RefreshRequest,
  result: SignedIn,
  limit: "refresh",
  errors: ["invalid_token", "not_found"],
  run: async ({ body }) => tokenPair(await refresh(body)),
})
