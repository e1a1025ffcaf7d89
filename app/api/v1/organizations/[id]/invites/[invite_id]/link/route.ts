import { endpoint } from "@/lib/core/http/endpoint"
import { copyInviteLinkAct } from "@/lib/invites/acts"
import { OrganizationInvitePath } from "@/lib/invites/schema"

export const POST = endpoint(copyInviteLinkAct, {
  operationId: "copyInviteLink",
  applications: { scope: "invites:write", machines: false },
  summary: "Create a link to copy",
  description:
    "For a pending invitation, to pass on by other means than email. Proves no email: accepting requires being signed in with the invited, verified email, or requesting the invitation by email. Replaces the link created before.",
  params: OrganizationInvitePath,
  status: 201,
})
