import { signInAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(signInAct, {
  operationId: "login",
  summary: "Sign in",
  description:
    "Without `organization_id`, the access token is for the last used organization, else the oldest. For users without an organization, `org`, `ten` and `role` are null.",
  result: SignedIn,
  answer: tokenPair,
})
