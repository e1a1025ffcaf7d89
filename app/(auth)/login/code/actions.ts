"use server"

import { landingAfter, welcomeBack } from "@/app/(app)/shell/landing"
import { offerPasskey } from "@/app/(app)/shell/passkey-offer-cookie"
import { answerChallengeHereAct } from "@/lib/auth/acts"
import { AppError, isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import { dropChallenge, readChallenge } from "../challenge"
import { Code } from "../schema"
import { keepDevice } from "./remembered"

function tooLate(error: unknown): never {
  if (isAppError(error) && error.code === "invalid_token") throw new AppError("token_expired", { reason: "ended" })
  if (isAppError(error) && (error.code === "token_expired" || error.code === "not_found"))
    throw new AppError("token_expired", { reason: "challenge" })
  throw error
}

export const enterCode = formAction(answerChallengeHereAct, {
  fields: Code,
  given: async ({ code, remember }) => ({
    body: { challenge: (await readChallenge()) ?? "", code, remember: remember === "on" },
  }),
  around: async (act) => {
    const session = await act().catch(tooLate)
    await writeSessionCookie(session)
    await offerPasskey(session)
    await dropChallenge()
    if (session.deviceToken) await keepDevice(session.deviceToken)
    return session
  },
  goTo: (session, { next }) => landingAfter(session, { next, done: welcomeBack(session) }),
})
