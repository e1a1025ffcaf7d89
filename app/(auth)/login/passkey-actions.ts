"use server"

import { landingAfter, welcomeBack } from "@/app/(app)/shell/landing"
import { SignInAnswer } from "@/app/passkeys/schema"
import { AppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { assertCookies } from "@/lib/core/identity/assert-cookies"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import { answerPasskeyAct } from "@/lib/passkeys/acts"

/** Signs in with what an authenticator returned to the page's script. */
export const signInByPasskey = formAction(answerPasskeyAct, {
  fields: SignInAnswer,
  given: ({ challenge, response }) => ({ body: { purpose: "sign_in", challenge, response } }),
  around: async (act) => {
    await assertCookies()
    const { signedIn } = await act()
    if (!signedIn) throw new AppError("invalid_credentials", { reason: "passkey" })
    await writeSessionCookie(signedIn)
    return signedIn
  },
  goTo: (session, { next }) => landingAfter(session, { next, done: welcomeBack(session) }),
})
