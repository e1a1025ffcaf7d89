import { requestPasswordResetAct } from "@/lib/auth/acts"
import { Accepted } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(requestPasswordResetAct, {
  summary: "Mail a link for a new password",
  result: Accepted,
  status: 202,
  answer: () => ({ message: "If this address has an account, a link is on its way." }),
})
