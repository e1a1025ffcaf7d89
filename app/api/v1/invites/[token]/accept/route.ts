import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/service"
import { AppError } from "@/lib/core/errors"
import { publicEndpoint } from "@/lib/core/http/endpoint"
import { acceptInvite } from "@/lib/invites/accept"
import { Acceptance, InviteTokenPath } from "@/lib/invites/schema"

export const POST = publicEndpoint({
  summary: "Accept an invite",
  description:
    "With name and password for a new address, or with the access token of the account that has the address.",
  params: InviteTokenPath,
  body: Acceptance,
  result: SignedIn,
  errors: [
    "not_found",
    "invite_expired",
    "invite_revoked",
    "token_expired",
    "invite_email_mismatch",
    "sign_in_to_accept",
    "already_member",
    "membership_suspended",
    "invalid_token",
  ],
  run: async ({ params, body, caller }) => {
    const me = await caller()
    if (me?.kind === "api_key") throw new AppError("not_a_user")
    return tokenPair(await acceptInvite(params.token, body, me, "api"))
  },
})
