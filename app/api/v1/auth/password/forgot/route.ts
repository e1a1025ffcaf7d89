import { requestPasswordReset } from "@/lib/auth/password"
import { Accepted, Address } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Mail a link for a new password",
  body: Address,
  result: Accepted,
  status: 202,
  limit: "mail",
  run: async ({ body }) => {
    await requestPasswordReset(body.email)
    return { message: "If this address has an account, a link is on its way." }
  },
})
