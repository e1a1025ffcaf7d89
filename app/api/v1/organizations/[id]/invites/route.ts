import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { listInvites } from "@/lib/invites/read"
import { Invite, InviteQuery, NewInvite } from "@/lib/invites/schema"
import { createInvite } from "@/lib/invites/service"
import { OrganizationPath } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "List an organization's invites",
  permission: "invites:read",
  place: organizationInPath,
  params: OrganizationPath,
  query: InviteQuery,
  result: Invite,
  list: true,
  run: ({ actor, query }) => listInvites(actor, query),
})

export const POST = endpoint({
  summary: "Invite a person by e-mail",
  permission: "invites:write",
  place: organizationInPath,
  params: OrganizationPath,
  body: NewInvite,
  result: Invite,
  status: 201,
  idempotent: true,
  limit: "mail",
  errors: [
    "role_above_your_own",
    "permission_not_held",
    "already_member",
    "invite_already_pending",
    "membership_suspended",
  ],
  location: (invite: { id: string; organization_id: string }) =>
    `/api/v1/organizations/${invite.organization_id}/invites/${invite.id}`,
  run: ({ actor, body }) => createInvite(actor, body),
})
