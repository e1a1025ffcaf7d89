"use server"

import { redirect } from "next/navigation"
import { address } from "@/components/search-params"
import { requestEmailCodeAct, signInByCodeAct, signInByLinkAct } from "@/lib/auth/acts"
import { AppError, isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { safeNext } from "@/lib/core/forms/safe-next"
import { assertCookies } from "@/lib/core/identity/assert-cookies"
import { canonicalEmail } from "@/lib/core/schema"
import type { SignIn } from "@/lib/sessions/service"
import { afterFirstFactor, enter } from "../enter"
import { AskedAddress, AskedAgain, EmailedCode, EmailedLink, TypedAddress } from "../schema"
import { askAgain, asked, dropAsked, keepAsked } from "./asked"

type Sent = { input: { next?: string | undefined } }

async function ask(act: () => Promise<{ challenge: string }>, { input }: Sent): Promise<void> {
  await assertCookies()
  const { challenge } = await act()
  await keepAsked(challenge, safeNext(input.next, ""))
}

const codePage = (_: unknown, { next }: Sent["input"]) => address("/login/email-code", { next: safeNext(next, "") })

export const emailCode = formAction(requestEmailCodeAct, {
  fields: AskedAddress,
  given: ({ next: _, ...body }) => ({ body }),
  around: ask,
  goTo: codePage,
})

/**
 * For the sign-in page without JavaScript, whose form has another action: an error can't come back to it, so the next page
 * shows it.
 */
export const emailCodeUnscripted = formAction(requestEmailCodeAct, {
  fields: TypedAddress,
  given: ({ email: typed, next }) => {
    const email = canonicalEmail(typed)
    if (!email) redirect(address("/login/email-code", { email: typed || " ", next: safeNext(next, "") }))
    return { body: { email } }
  },
  around: (act, sent) => ask(act, sent).catch((error) => unchecked(error, sent.input)),
  goTo: codePage,
})

/** The next page says what to do. */
function unchecked(error: unknown, { email, next }: { email: string; next?: string | undefined }): never {
  if (!isAppError(error) || error.code !== "bot_check_required") throw error
  redirect(address("/login/email-code", { email, next: safeNext(next, ""), check: "1" }))
}

export const emailCodeAgain = formAction(requestEmailCodeAct, {
  fields: AskedAgain,
  given: async ({ proof_of_work }) => ({ body: { ...(await askAgain()), proof_of_work } }),
  around: ask,
  goTo: codePage,
})

/** Signs in by what was emailed, or continues with two-factor authentication. */
async function enterOnce(act: () => Promise<SignIn>): Promise<SignIn | null> {
  const session = await enter(act).catch(tooLate)
  await dropAsked()
  return session
}

/** This browser has no challenge, or another one. */
function tooLate(error: unknown): never {
  if (isAppError(error) && error.code === "not_found") throw new AppError("token_expired", { reason: "challenge" })
  throw error
}

export const enterEmailedCode = formAction(signInByCodeAct, {
  fields: EmailedCode,
  given: async ({ code }) => ({ body: { challenge: (await asked()).challenge ?? "", code } }),
  around: enterOnce,
  goTo: (session, { next }) => afterFirstFactor(session, next),
})

export const enterByLink = formAction(signInByLinkAct, {
  fields: EmailedLink,
  given: async ({ link }) => ({ body: { challenge: (await asked()).challenge ?? "", link } }),
  around: async (act) => {
    const { next } = await asked()
    return afterFirstFactor(await enterOnce(act), next)
  },
  goTo: (path) => path,
})
