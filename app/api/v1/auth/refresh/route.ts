import { refreshAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(refreshAct, {
  summary: "Exchange a refresh token",
  description:
    "Each refresh token works once; for 10 seconds it gives the same successor again, while that is unused. Any other second use ends the session.",
  result: SignedIn,
  answer: tokenPair,
})
