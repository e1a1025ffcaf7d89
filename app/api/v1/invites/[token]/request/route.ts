import { Accepted } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"
import { requestNewInvite } from "@/lib/invites/renew"
import { InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint({
  summary: "Ask for a new link",
  description: "For a dead link: the inviter, or the admins if they are gone, get a mail. Once a day.",
  params: InviteTokenPath,
  result: Accepted,
  status: 202,
  limit: "mail",
  errors: ["not_found"],
  run: async ({ params }) => {
    await requestNewInvite(params.token)
    return { message: "Request sent. We'll email you a new link." }
  },
})
