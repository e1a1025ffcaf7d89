"use server"

import { address } from "@/components/search-params"
import { signInAct } from "@/lib/auth/acts"
import { isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { safeNext } from "@/lib/core/forms/safe-next"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import type { SignIn } from "@/lib/sessions/service"
import { keepChallenge } from "./challenge"
import { Login } from "./schema"

/** Signs in, or keeps the challenge of an account with a second factor. @returns whether that is all */
async function enter(signIn: () => Promise<SignIn>): Promise<boolean> {
  try {
    await writeSessionCookie(await signIn())
    return true
  } catch (error) {
    if (!isAppError(error) || !error.details.challenge) throw error
    await keepChallenge(error.details.challenge)
    return false
  }
}

export const login = formAction(signInAct, {
  fields: Login,
  around: enter,
  goTo: (signedIn, { next }) => (signedIn ? safeNext(next) : address("/login/code", { next: safeNext(next) })),
})
