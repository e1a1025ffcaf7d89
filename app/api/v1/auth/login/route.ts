import { signInAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(signInAct, {
  summary: "Sign in",
  description:
    "Without `organization_id` the access token opens the organization last used, else the oldest; without any, `org`, `ten` and `role` are null.",
  result: SignedIn,
  answer: tokenPair,
})
