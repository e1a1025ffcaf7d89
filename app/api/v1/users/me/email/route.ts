import { Accepted } from "@/lib/auth/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { cancelEmailChangeAct, changeEmailAct } from "@/lib/users/acts"

export const POST = endpoint(changeEmailAct, {
  operationId: "changeEmail",
  summary: "Change the current user's email",
  description:
    "Sends a confirmation link to the new email. The change takes effect when it is confirmed; the current email is notified.",
  result: Accepted,
  status: 202,
  idempotent: true,
})

export const DELETE = endpoint(cancelEmailChangeAct, {
  operationId: "cancelEmailChange",
  summary: "Cancel a change of the current user's email",
  description: "The confirmation link no longer works.",
  status: 204,
})
