import { tokenPair } from "@/lib/auth/tokens"
import { publicEndpoint } from "@/lib/core/http/endpoint"
import { answerPasskeyAct } from "@/lib/passkeys/acts"
import { PasskeyVerified } from "@/lib/passkeys/schema"

export const POST = publicEndpoint(answerPasskeyAct, {
  operationId: "verifyPasskey",
  summary: "Sign in or prove who you are with a passkey",
  description:
    "A sign-in returns the same as `POST /auth/login`, and is asked for no code: a passkey counts as two factors. With `purpose: proof` and the user's access token, returns a proof that can be sent once, within two minutes, wherever the `password` of the signed-in user is asked for.",
  result: PasskeyVerified,
  answer: (answered) => (answered.signedIn ? tokenPair(answered.signedIn) : answered.proved),
})
