import { Verification, Verified } from "@/lib/auth/schema"
import { decideVerification } from "@/lib/auth/verification"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Verify an e-mail address",
  description:
    "With `decision: refuse` the owner of the address says that the registration was not theirs: the account is closed, and the address can be registered anew. A change of address is only not confirmed.",
  body: Verification,
  result: Verified,
  errors: ["not_found", "token_expired", "email_taken"],
  run: ({ body }) => decideVerification(body.token, body.decision),
})
