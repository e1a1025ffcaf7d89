import { Accepted } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"
import { requestInviteAct } from "@/lib/invites/acts"
import { InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint(requestInviteAct, {
  operationId: "requestInvite",
  summary: "Request a new invitation link",
  description:
    "For an expired or revoked invitation. Emails the inviter, or the admins if the inviter has left. At most once a day. For a copied link that still works, emails the invitation to the invited address.",
  params: InviteTokenPath,
  result: Accepted,
  status: 202,
  answer: () => ({ message: "Request sent. We'll email you a new link." }),
})
