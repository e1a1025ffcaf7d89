import { signInByCodeAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(signInByCodeAct, {
  operationId: "signInByEmailCode",
  summary: "Sign in with a code from an email",
  description:
    "Five wrong codes end a challenge, and ten a day end codes for the email. The code also proves the email: an account that was registered with it and never verified is taken over from its registrant, and then has no password.",
  result: SignedIn,
  answer: tokenPair,
})
