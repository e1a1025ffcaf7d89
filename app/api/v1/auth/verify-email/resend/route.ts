import { resendVerificationAct } from "@/lib/auth/acts"
import { Accepted } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(resendVerificationAct, {
  operationId: "resendVerificationEmail",
  summary: "Resend the verification email",
  result: Accepted,
  status: 202,
  answer: () => ({ message: "If this email still needs verification, we've sent a new link." }),
})
