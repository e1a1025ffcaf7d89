import { answerChallengeAct } from "@/lib/auth/acts"
import { SignedIn } from "@/lib/auth/schema"
import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(answerChallengeAct, {
  operationId: "answerSecondFactor",
  summary: "Finish a sign-in with two-factor authentication",
  description:
    "Takes the `challenge` of the 401 `second_factor_required`, and a code from the authenticator app or a recovery code; or, where `factors` is `email_code`, the one that was emailed, because lost factors were reset. A challenge expires after five minutes (ten for an emailed code) or five wrong codes.",
  result: SignedIn,
  answer: tokenPair,
})
