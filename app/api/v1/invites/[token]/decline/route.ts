import { publicEndpoint } from "@/lib/core/http/endpoint"
import { declineInvite } from "@/lib/invites/accept"
import { InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint({
  summary: "Decline an invite",
  params: InviteTokenPath,
  status: 204,
  errors: ["not_found", "invite_expired", "invite_revoked", "token_expired"],
  run: ({ params }) => declineInvite(params.token),
})
