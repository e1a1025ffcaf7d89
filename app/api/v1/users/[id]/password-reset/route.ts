import { sendResetLinkAct } from "@/lib/auth/acts"
import { Accepted } from "@/lib/auth/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const POST = endpoint(sendResetLinkAct, {
  operationId: "sendPasswordReset",
  summary: "Send a password reset email",
  description: "The email goes to the owner of the account.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
  result: Accepted,
  status: 202,
  idempotent: true,
  answer: (mailed) => ({
    message: mailed ? "Password reset email sent." : "No email was sent because this account is permanently closed.",
  }),
})
