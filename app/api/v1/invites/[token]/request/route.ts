import { Accepted } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"
import { requestInviteAct } from "@/lib/invites/acts"
import { InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint(requestInviteAct, {
  summary: "Ask for a new link",
  description: "For a dead link: the inviter, or the admins if they are gone, get a mail. Once a day.",
  params: InviteTokenPath,
  result: Accepted,
  status: 202,
  answer: () => ({ message: "Request sent. We'll email you a new link." }),
})
