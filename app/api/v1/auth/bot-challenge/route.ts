import { botChallengeAct } from "@/lib/auth/acts"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const GET = publicEndpoint(botChallengeAct, {
  operationId: "getBotChallenge",
  summary: "Get a challenge of bot protection",
  description:
    "Returns a proof of work in the format of ALTCHA, valid for ten minutes. Send its solution, once, as `proof_of_work` to an operation that failed with `bot_check_required`. With `BOT_PROTECTION=off`, 404.",
})
