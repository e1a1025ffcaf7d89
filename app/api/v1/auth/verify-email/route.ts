import { LinkToken, Verified } from "@/lib/auth/schema"
import { verifyEmail } from "@/lib/auth/verification"
import { publicEndpoint } from "@/lib/endpoint"

export const POST = publicEndpoint({
  summary: "Verify an e-mail address",
  body: LinkToken,
  result: Verified,
  errors: ["not_found", "token_expired"],
  run: ({ body }) => verifyEmail(body.token),
})
