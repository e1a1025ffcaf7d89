import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { revokeInviteAct } from "@/lib/invites/acts"
import { getInvite } from "@/lib/invites/read"
import { Invite, OrganizationInvitePath } from "@/lib/invites/schema"

export const GET = endpoint({
  operationId: "getInvite",
  applications: "invites:read",
  summary: "Get an invitation",
  permission: "invites:read",
  scope: organizationInPath,
  params: OrganizationInvitePath,
  result: Invite,
  run: ({ actor, params }) => getInvite(actor, params.invite_id),
})

export const DELETE = endpoint(revokeInviteAct, {
  operationId: "revokeInvite",
  applications: "invites:write",
  summary: "Revoke an invitation",
  params: OrganizationInvitePath,
  status: 204,
})
