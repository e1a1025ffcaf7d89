import { answerChallengeAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(answerChallengeAct, {
  summary: "Finish a sign-in with a second factor",
  description:
    "With the `challenge` of the 401 `second_factor_required`, and a code of the authenticator app or a recovery code. A challenge lives five minutes and stands five wrong codes.",
  result: SignedIn,
  answer: tokenPair,
})
