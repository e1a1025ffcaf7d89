import { switchAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(switchAct, {
  summary: "Switch organization",
  description: "A new pair for another of the holder's organizations, in whatever tenant. Uses the refresh token up.",
  result: SignedIn,
  answer: tokenPair,
})
