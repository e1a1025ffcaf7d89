import { requestEmailCodeAct } from "@/lib/auth/acts"
import { CodeChallenge } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(requestEmailCodeAct, {
  operationId: "requestEmailCode",
  summary: "Send a sign-in code by email",
  description:
    "Emails six digits, which work for ten minutes together with the `challenge` of this response. Unknown emails get the same response, and no email. With `EMAIL_CODE=off`, 404.",
  result: CodeChallenge,
  status: 202,
})
