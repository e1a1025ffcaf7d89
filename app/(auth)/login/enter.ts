import "server-only"
import { landingAfter, welcomeBack } from "@/app/(app)/shell/landing"
import { offerPasskey } from "@/app/(app)/shell/passkey-offer-cookie"
import { address } from "@/components/search-params"
import { isAppError } from "@/lib/core/errors"
import { safeNext } from "@/lib/core/forms/safe-next"
import { assertCookies } from "@/lib/core/identity/assert-cookies"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import type { SignIn } from "@/lib/sessions/service"
import { keepChallenge } from "./challenge"

/**
 * Signs in, or stores the challenge of an account with two-factor authentication. @returns the session, or null for the
 * challenge
 */
export async function enter(signIn: () => Promise<SignIn>): Promise<SignIn | null> {
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

/** Where to go after `enter`: to the requested page, or to enter the code of two-factor authentication. */
export async function afterFirstFactor(session: SignIn | null, next: string | undefined): Promise<string> {
  if (!session) return address("/login/code", { next: safeNext(next, "") })
  return landingAfter(session, { next, done: welcomeBack(session) })
}
