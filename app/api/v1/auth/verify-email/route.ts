import { decideVerificationAct } from "@/lib/auth/acts"
import { Verified } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(decideVerificationAct, {
  operationId: "verifyEmail",
  summary: "Verify an email",
  description:
    "With `decision: refuse`, the owner of the email declines: the account is closed, and the email can be registered again. For an email change, only the change is declined.",
  result: Verified,
})
