import { Accepted, Address } from "@/lib/auth/schema"
import { resendVerification } from "@/lib/auth/verification"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Mail the verification link again",
  body: Address,
  result: Accepted,
  status: 202,
  limit: "mail",
  run: async ({ body }) => {
    await resendVerification(body.email)
    return { message: "If this address waits for verification, a new link is on its way." }
  },
})
