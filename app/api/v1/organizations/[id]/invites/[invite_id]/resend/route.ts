import { endpoint } from "@/lib/core/http/endpoint"
import { resendInviteAct } from "@/lib/invites/acts"
import { OrganizationInvitePath } from "@/lib/invites/schema"

export const POST = endpoint(resendInviteAct, {
  summary: "Send an invite again",
  description: "While pending and after expiry: a new link and a new expiry; the old link is dead.",
  params: OrganizationInvitePath,
  idempotent: true,
})
