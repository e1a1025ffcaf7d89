import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"
import { acceptInviteAct } from "@/lib/invites/acts"
import { InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint(acceptInviteAct, {
  summary: "Accept an invite",
  description:
    "With name and password for a new address, or with the access token of the account that has the address.",
  params: InviteTokenPath,
  result: SignedIn,
  answer: tokenPair,
})
