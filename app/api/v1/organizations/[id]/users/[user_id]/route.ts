import { endpoint } from "@/lib/core/http/endpoint"
import { alternate } from "@/lib/core/http/result"
import { removeMemberAct, updateMemberAct } from "@/lib/memberships/acts"
import { StoppedWith } from "@/lib/memberships/schema"
import { OrganizationUserPath } from "@/lib/users/schema"

export const PUT = endpoint(updateMemberAct, {
  operationId: "updateOrganizationUser",
  applications: "users:write",
  summary: "Update a membership",
  params: OrganizationUserPath,
})

/** The same: fields that are not sent keep their values. */
export const PATCH = PUT

export const DELETE = endpoint(removeMemberAct, {
  operationId: "removeOrganizationUser",
  applications: "users:delete",
  summary: "Remove a user from an organization",
  description:
    "Removing oneself leaves the organization and needs no permission. Returns 204, or 200 with the invitations and API keys that were revoked.",
  params: OrganizationUserPath,
  status: 204,
  otherwise: { status: 200, result: StoppedWith },
  answer: (stopped) => {
    if (Object.values(stopped).some((ids) => ids.length > 0)) return alternate({ stopped })
  },
})
