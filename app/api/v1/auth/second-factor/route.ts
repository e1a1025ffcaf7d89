import { SecondFactorAnswer, SignedIn } from "@/lib/auth/schema"
import { answerChallenge } from "@/lib/auth/second-factor"
import { tokenPair } from "@/lib/auth/service"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Finish a sign-in with a second factor",
  description:
    "With the `challenge` of the 401 `second_factor_required`, and a code of the authenticator app or a recovery code. A challenge lives five minutes and stands five wrong codes.",
  body: SecondFactorAnswer,
  result: SignedIn,
  limit: "sign_in",
  errors: ["invalid_token", "not_found", "token_expired"],
  run: async ({ body }) => tokenPair(await answerChallenge(body, "api")),
})
