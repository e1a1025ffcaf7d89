import { endpoint } from "@/lib/core/http/endpoint"
import { memberAnywhere, memberInQuery } from "@/lib/core/http/member-scope"
import { alternate } from "@/lib/core/http/result"
import { removeUserAct, updateMemberAct } from "@/lib/memberships/acts"
import { StoppedWith } from "@/lib/memberships/schema"
import { getMember } from "@/lib/memberships/service"
import { InOrganization, UserOrCard, UserPath } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "Get a user",
  permission: "users:read",
  scope: memberAnywhere,
  self: ({ id }) => id,
  params: UserPath,
  query: InOrganization,
  result: UserOrCard,
  run: ({ actor, params }) => getMember(actor, params.id),
})

export const PUT = endpoint(updateMemberAct, {
  summary: "Update a user's membership",
  description:
    "Acts on the membership in the caller's organization or `organization_id`. A new role without `permissions` empties the direct ones; with it, the list replaces them.",
  scope: memberInQuery,
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
})

export const DELETE = endpoint(removeUserAct, {
  summary: "Remove a user",
  description:
    "Ends every membership within the caller's reach: an admin's organization, a tenant admin's tenant. The account is closed if none is left anywhere. Somebody who has closed the account can be removed too, and does not come back with it. 204; or 200 with what stopped, when invites or API keys of theirs did.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
  status: 204,
  otherwise: { status: 200, result: StoppedWith },
  answer: (stopped) => {
    if (stopped.invites.length + stopped.api_keys.length > 0) return alternate({ stopped })
  },
})
