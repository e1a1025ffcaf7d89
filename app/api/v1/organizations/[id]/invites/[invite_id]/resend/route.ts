import { endpoint } from "@/lib/core/http/endpoint"
import { resendInviteAct } from "@/lib/invites/acts"
import { OrganizationInvitePath } from "@/lib/invites/schema"

export const POST = endpoint(resendInviteAct, {
  operationId: "resendInvite",
  applications: { scope: "invites:write", machines: false },
  summary: "Resend an invitation",
  description: "For pending and expired invitations. Sends a new link with a new expiry; the old one stops working.",
  params: OrganizationInvitePath,
  idempotent: true,
})
