import { requestPasswordResetAct } from "@/lib/auth/acts"
import { Accepted } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(requestPasswordResetAct, {
  operationId: "requestPasswordReset",
  summary: "Send a password reset email",
  result: Accepted,
  status: 202,
  answer: () => ({ message: "If an account with this email exists, we've sent it a link." }),
})
