import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { inviteAct } from "@/lib/invites/acts"
import { listInvites } from "@/lib/invites/list"
import { Invite, InviteQuery } from "@/lib/invites/schema"
import { OrganizationPath } from "@/lib/organizations/schema"

export const GET = endpoint({
  operationId: "listInvites",
  applications: "invites:read",
  summary: "List an organization's invitations",
  permission: "invites:read",
  scope: organizationInPath,
  params: OrganizationPath,
  query: InviteQuery,
  result: Invite,
  list: true,
  run: ({ actor, query }) => listInvites(actor, query),
})

export const POST = endpoint(inviteAct, {
  operationId: "createInvite",
  applications: { scope: "invites:write", machines: false },
  summary: "Invite a person by email",
  params: OrganizationPath,
  status: 201,
  idempotent: true,
  location: (invite: { id: string; organization_id: string }) =>
    `/api/v1/organizations/${invite.organization_id}/invites/${invite.id}`,
})
