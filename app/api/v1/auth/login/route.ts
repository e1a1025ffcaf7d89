import { Credentials, SignedIn } from "@/lib/auth/schema"
import { signIn, tokenPair } from "@/lib/auth/service"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Sign in",
  description:
    "Without `organization_id` the access token opens the organization last used, else the oldest; without any, `org`, `ten` and `role` are null.",
  body: Credentials,
  result: SignedIn,
  limit: "sign_in",
  errors: ["invalid_credentials", "second_factor_required", "email_not_verified", "not_found"],
  run: async ({ body }) => tokenPair(await signIn(body, "api")),
})
