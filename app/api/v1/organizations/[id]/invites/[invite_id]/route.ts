import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { getInvite } from "@/lib/invites/read"
import { Invite, OrganizationInvitePath } from "@/lib/invites/schema"
import { revokeInvite } from "@/lib/invites/service"

export const GET = endpoint({
  summary: "Get an invite",
  permission: "invites:read",
  place: organizationInPath,
  params: OrganizationInvitePath,
  result: Invite,
  run: ({ actor, params }) => getInvite(actor, params.invite_id),
})

export const DELETE = endpoint({
  summary: "Revoke an invite",
  permission: "invites:write",
  place: organizationInPath,
  params: OrganizationInvitePath,
  status: 204,
  errors: ["role_above_your_own", "invite_not_pending"],
  run: ({ actor, params }) => revokeInvite(actor, params.invite_id),
})
