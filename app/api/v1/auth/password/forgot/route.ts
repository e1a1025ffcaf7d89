import { Accepted, Address } from "@/lib/auth/schema"
import { requestPasswordReset } from "@/lib/auth/service"
import { publicEndpoint } from "@/lib/endpoint"

export const POST = publicEndpoint({
  summary: "Mail a link for a new password",
  body: Address,
  result: Accepted,
  status: 202,
  run: async ({ body }) => {
    await requestPasswordReset(body.email)
    return { message: "If this address has an account, a link is on its way." }
  },
})
