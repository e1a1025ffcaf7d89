import { publicEndpoint } from "@/lib/core/http/endpoint"
import { getInviteByToken } from "@/lib/invites/link"
import { InvitePreview, InviteTokenPath } from "@/lib/invites/schema"

export const GET = publicEndpoint({
  operationId: "getInviteByToken",
  summary: "Get an invitation by its link",
  description: "Returns who invited whom to which organization. Doesn't consume the link.",
  params: InviteTokenPath,
  result: InvitePreview,
  errors: ["not_found", "invite_expired", "invite_revoked", "token_expired"],
  run: ({ params }) => getInviteByToken(params.token),
})
