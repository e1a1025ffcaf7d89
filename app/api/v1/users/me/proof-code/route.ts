import { Accepted } from "@/lib/auth/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { sendProofCodeAct } from "@/lib/users/acts"

export const POST = endpoint(sendProofCodeAct, {
  operationId: "sendProofCode",
  summary: "Email the current user a code",
  description:
    "For users without a password (`has_password` is false): send the code as `password` or `current_password` where one is required. It works once within ten minutes, in this session only.",
  result: Accepted,
  status: 202,
  answer: () => ({ message: "We've sent you a code." }),
})
