import { decideVerificationAct } from "@/lib/auth/acts"
import { Verified } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(decideVerificationAct, {
  summary: "Verify an e-mail address",
  description:
    "With `decision: refuse` the owner of the address says that the registration was not theirs: the account is closed, and the address can be registered anew. A change of address is only not confirmed.",
  result: Verified,
})
