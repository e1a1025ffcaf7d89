import { resendVerificationAct } from "@/lib/auth/acts"
import { Accepted } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(resendVerificationAct, {
  summary: "Mail the verification link again",
  result: Accepted,
  status: 202,
  answer: () => ({ message: "If this address waits for verification, a new link is on its way." }),
})
