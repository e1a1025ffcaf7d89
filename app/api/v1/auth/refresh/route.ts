import { refreshAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(refreshAct, {
  operationId: "refreshTokens",
  summary: "Exchange a refresh token",
  description:
    "Each refresh token works once. Repeating the request within 10 seconds returns the same successor, as long as that is unused. Any other reuse ends the session.",
  result: SignedIn,
  answer: tokenPair,
})
