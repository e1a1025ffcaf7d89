import { registerAct } from "@/lib/auth/acts"
import { Accepted, SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"
import { alternate } from "@/lib/core/http/result"

export const POST = publicEndpoint(registerAct, {
  operationId: "register",
  summary: "Register",
  description:
    "Joins an organization whose sign-up policy allows it; without `organization_id`, creates a new tenant. Sends a verification email. With VERIFY_BEFORE_SIGN_IN, the response is always 202 without a token.",
  result: SignedIn,
  status: 201,
  otherwise: { status: 202, result: Accepted },
  answer: (signedIn) =>
    signedIn ? tokenPair(signedIn) : alternate({ message: "Open the link that we emailed to this address." }),
})
