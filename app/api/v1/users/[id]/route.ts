import { alternate, endpoint } from "@/lib/core/http/endpoint"
import { memberAnywhere, memberInQuery, memberInReach } from "@/lib/core/http/scope"
import { removeUser } from "@/lib/memberships/remove"
import { getMember, updateMember } from "@/lib/memberships/service"
import { InOrganization, StoppedWith, UpdatedUser, UserOrCard, UserPatch, UserPath } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "Get a user",
  permission: "users:read",
  place: memberAnywhere,
  self: ({ id }) => id,
  params: UserPath,
  query: InOrganization,
  result: UserOrCard,
  run: ({ actor, params }) => getMember(actor, params.id),
})

export const PUT = endpoint({
  summary: "Update a user's membership",
  description:
    "Acts on the membership in the caller's organization or `organization_id`. A new role without `permissions` empties the direct ones; with it, the list replaces them.",
  permission: "users:write",
  place: memberInQuery,
  params: UserPath,
  query: InOrganization,
  body: UserPatch,
  result: UpdatedUser,
  versioned: true,
  errors: ["role_above_your_own", "permission_not_held", "own_rights", "last_admin", "external_id_taken"],
  run: ({ actor, params, body, ifMatch }) => updateMember(actor, params.id, body, ifMatch),
})

export const DELETE = endpoint({
  summary: "Remove a user",
  description:
    "Ends every membership within the caller's reach: an admin's organization, a tenant admin's tenant. The account is closed if none is left anywhere. Somebody who has closed the account can be removed too, and does not come back with it. 204; or 200 with what stopped, when invites or API keys of theirs did.",
  permission: "users:delete",
  place: memberInReach,
  params: UserPath,
  query: InOrganization,
  status: 204,
  otherwise: { status: 200, result: StoppedWith },
  errors: ["role_above_your_own", "last_admin"],
  run: async ({ actor, params }) => {
    const stopped = await removeUser(actor, params.id)
    if (stopped.invites.length + stopped.api_keys.length > 0) return alternate({ stopped })
  },
})
