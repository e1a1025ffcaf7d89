import { alternate, endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { removeMember, updateMember } from "@/lib/memberships/service"
import { OrganizationUserPath, StoppedWith, UpdatedUser, UserPatch } from "@/lib/users/schema"

export const PUT = endpoint({
  summary: "Update a membership",
  permission: "users:write",
  place: organizationInPath,
  params: OrganizationUserPath,
  body: UserPatch,
  result: UpdatedUser,
  versioned: true,
  errors: ["role_above_your_own", "permission_not_held", "own_rights", "last_admin", "external_id_taken"],
  run: ({ actor, params, body, ifMatch }) => updateMember(actor, params.user_id, body, ifMatch),
})

export const DELETE = endpoint({
  summary: "Remove a user from an organization",
  description:
    "Deleting oneself is leaving and needs no permission. 204; or 200 with what stopped, when invites or API keys of theirs did.",
  permission: "users:delete",
  place: organizationInPath,
  self: ({ user_id }) => user_id,
  params: OrganizationUserPath,
  status: 204,
  otherwise: { status: 200, result: StoppedWith },
  errors: ["role_above_your_own", "last_admin", "membership_suspended"],
  run: async ({ actor, params }) => {
    const stopped = await removeMember(actor, params.user_id)
    if (stopped.invites.length + stopped.api_keys.length > 0) return alternate({ stopped })
  },
})
