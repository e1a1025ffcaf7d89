import { sendResetLink } from "@/lib/auth/password"
import { Accepted } from "@/lib/auth/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { memberInQuery } from "@/lib/core/http/scope"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const POST = endpoint({
  summary: "Mail a user a link for a new password",
  description: "The link goes to the owner of the account.",
  permission: "users:write",
  place: memberInQuery,
  params: UserPath,
  query: InOrganization,
  result: Accepted,
  status: 202,
  idempotent: true,
  limit: "mail",
  errors: ["role_above_your_own"],
  run: ({ actor, params }) => sendResetLink(actor, params.id),
})
