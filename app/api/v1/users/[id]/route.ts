import { endpoint } from "@/lib/core/http/endpoint"
import { memberAnywhere, memberInQuery } from "@/lib/core/http/member-scope"
import { alternate } from "@/lib/core/http/result"
import { removeUserAct, updateMemberAct } from "@/lib/memberships/acts"
import { StoppedWith } from "@/lib/memberships/schema"
import { getMember } from "@/lib/memberships/service"
import { InOrganization, UserPath, UserView } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "getUser",
  applications: "users:read",
  summary: "Get a user",
  permission: "users:read",
  scope: memberAnywhere,
  self: ({ id }) => id,
  params: UserPath,
  query: InOrganization,
  result: UserView,
  run: ({ actor, params }) => getMember(actor, params.id),
})

export const PUT = endpoint(updateMemberAct, {
  operationId: "updateUser",
  applications: "users:write",
  summary: "Update a user's membership",
  description:
    "Updates the membership in the caller's organization or in `organization_id`. A new role without `permissions` removes the additional permissions; with `permissions`, the list replaces them.",
  scope: memberInQuery,
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
})

/** The same: fields that are not sent keep their values. */
export const PATCH = PUT

export const DELETE = endpoint(removeUserAct, {
  operationId: "deleteUser",
  applications: "users:delete",
  summary: "Remove a user",
  description:
    "Removes the user from the caller's organization; for tenant admins, from the whole tenant. The account is closed if no membership remains anywhere. Also works for a closed account, whose memberships are then not restored with it. Returns 204, or 200 with the invitations and API keys that were revoked.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
  status: 204,
  otherwise: { status: 200, result: StoppedWith },
  answer: (stopped) => {
    if (Object.values(stopped).some((ids) => ids.length > 0)) return alternate({ stopped })
  },
})
