import { publicEndpoint } from "@/lib/core/http/endpoint"
import { getInviteByToken } from "@/lib/invites/link"
import { InvitePreview, InviteTokenPath } from "@/lib/invites/schema"

export const GET = publicEndpoint({
  summary: "Look at an invite by its link",
  description: "Shows who invited whom to what. Never consumes the link.",
  params: InviteTokenPath,
  result: InvitePreview,
  errors: ["not_found", "invite_expired", "invite_revoked", "token_expired"],
  run: ({ params }) => getInviteByToken(params.token),
})
