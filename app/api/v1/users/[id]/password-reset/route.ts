import { sendResetLinkAct } from "@/lib/auth/acts"
import { Accepted } from "@/lib/auth/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const POST = endpoint(sendResetLinkAct, {
  summary: "Mail a user a link for a new password",
  description: "The link goes to the owner of the account.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
  result: Accepted,
  status: 202,
  idempotent: true,
  answer: (mailed) => ({
    message: mailed
      ? "A link is on its way to the owner of the account."
      : "No link was mailed: this account is closed for good.",
  }),
})
