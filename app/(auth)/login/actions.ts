"use server"

import { landingAfter, welcomeBack } from "@/app/(app)/shell/landing"
import { offerPasskey } from "@/app/(app)/shell/passkey-offer-cookie"
import { address } from "@/components/search-params"
import { signInAct } from "@/lib/auth/acts"
import { isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { safeNext } from "@/lib/core/forms/safe-next"
import { assertCookies } from "@/lib/core/identity/assert-cookies"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import type { SignIn } from "@/lib/sessions/service"
import { keepChallenge } from "./challenge"
import { Login } from "./schema"

/**
 * Signs in, or stores the challenge of an account with two-factor authentication. @returns the session, or null for the
 * challenge
 */
async function enter(signIn: () => Promise<SignIn>): Promise<SignIn | null> {
  await assertCookies()
  try {
    const session = await signIn()
    await writeSessionCookie(session)
    await offerPasskey(session)
    return session
  } catch (error) {
    if (!isAppError(error) || !error.details.challenge) throw error
    await keepChallenge(error.details.challenge)
    return null
  }
}

export const login = formAction(signInAct, {
  fields: Login,
  around: enter,
  goTo: (session, { next }) =>
    session
      ? landingAfter(session, { next, done: welcomeBack(session) })
      : address("/login/code", { next: safeNext(next, "") }),
})
