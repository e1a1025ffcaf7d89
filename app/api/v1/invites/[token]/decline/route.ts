import { publicEndpoint } from "@/lib/core/http/endpoint"
import { declineInviteAct } from "@/lib/invites/acts"
import { InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint(declineInviteAct, {
  operationId: "declineInvite",
  summary: "Decline an invitation",
  description: "A copied link requires the access token of the account with the invited, verified email.",
  params: InviteTokenPath,
  status: 204,
})
