import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { Invite, OrganizationInvitePath } from "@/lib/invites/schema"
import { resendInvite } from "@/lib/invites/service"

export const POST = endpoint({
  summary: "Send an invite again",
  description: "While pending and after expiry: a new link and a new expiry; the old link is dead.",
  permission: "invites:write",
  place: organizationInPath,
  params: OrganizationInvitePath,
  result: Invite,
  idempotent: true,
  limit: "mail",
  errors: ["role_above_your_own", "invite_not_pending"],
  run: ({ actor, params }) => resendInvite(actor, params.invite_id),
})
