import { switchAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(switchAct, {
  operationId: "switchOrganization",
  summary: "Switch organization",
  description:
    "Returns a new token pair for another of the user's organizations, in any tenant. Consumes the refresh token.",
  result: SignedIn,
  answer: tokenPair,
})
