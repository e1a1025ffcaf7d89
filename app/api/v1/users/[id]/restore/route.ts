import { endpoint } from "@/lib/core/http/endpoint"
import { memberInQuery } from "@/lib/core/http/scope"
import { restoreMember } from "@/lib/memberships/remove"
import { InOrganization, User, UserPath } from "@/lib/users/schema"

export const POST = endpoint({
  summary: "Restore a removed user",
  description:
    "Brings back a membership that was ended within the last 30 days, and with it the account where that ended in the same moment.",
  permission: "users:delete",
  place: memberInQuery,
  params: UserPath,
  query: InOrganization,
  result: User,
  errors: ["role_above_your_own", "permission_not_held"],
  run: ({ actor, params }) => restoreMember(actor, params.id),
})
