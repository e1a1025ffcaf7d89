import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"
import { acceptInviteAct } from "@/lib/invites/acts"
import { InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint(acceptInviteAct, {
  operationId: "acceptInvite",
  summary: "Accept an invitation",
  description:
    "Takes a name and password for a new account, or the access token of the account with the invited email. A copied link always requires the latter, with a verified email.",
  params: InviteTokenPath,
  result: SignedIn,
  answer: tokenPair,
})
