import { publicEndpoint } from "@/lib/core/http/endpoint"
import { declineInviteAct } from "@/lib/invites/acts"
import { InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint(declineInviteAct, {
  operationId: "declineInvite",
  summary: "Decline an invitation",
  params: InviteTokenPath,
  status: 204,
})
