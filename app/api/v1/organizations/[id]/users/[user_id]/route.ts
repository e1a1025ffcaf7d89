import { endpoint } from "@/lib/core/http/endpoint"
import { alternate } from "@/lib/core/http/result"
import { removeMemberAct, updateMemberAct } from "@/lib/memberships/acts"
import { StoppedWith } from "@/lib/memberships/schema"
import { OrganizationUserPath } from "@/lib/users/schema"

export const PUT = endpoint(updateMemberAct, {
  summary: "Update a membership",
  params: OrganizationUserPath,
})

export const DELETE = endpoint(removeMemberAct, {
  summary: "Remove a user from an organization",
  description:
    "Deleting oneself is leaving and needs no permission. 204; or 200 with what stopped, when invites or API keys of theirs did.",
  params: OrganizationUserPath,
  status: 204,
  otherwise: { status: 200, result: StoppedWith },
  answer: (stopped) => {
    if (stopped.invites.length + stopped.api_keys.length > 0) return alternate({ stopped })
  },
})
