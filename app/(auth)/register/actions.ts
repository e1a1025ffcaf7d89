"use server"

import { landingAfter } from "@/app/(app)/shell/landing"
import { address } from "@/components/search-params"
import { sealedReturnOf, waitingAddress } from "@/lib/applications/return-address"
import { registerAct } from "@/lib/auth/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { assertCookies } from "@/lib/core/identity/assert-cookies"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import { RegistrationForm } from "./schema"

export const createAccount = formAction(registerAct, {
  fields: RegistrationForm,
  given: ({ next, ...body }) => ({ body: { ...body, ...returnOf({ ...body, next }) } }),
  around: async (act) => {
    await assertCookies()
    const session = await act()
    if (session) await writeSessionCookie(session)
    return session
  },
  goTo: async (session, input) => {
    if (!session) return "/verify-email?sent=1"
    const onward = input.next ? null : await sealedReturnOf(session.userId, input)
    if (onward) return address("/continue", { to: onward, done: "registered" })
    return landingAfter(session, { next: input.next, done: "registered" })
  },
})

type Returns = { next?: string | undefined; return_to?: string | undefined }

/** Where the emailed link leads: to the sign-in that waits for this account, or to what the application has named. */
function returnOf({ next, return_to }: Returns): { return_to?: string } {
  const to = (next && waitingAddress(next)) ?? return_to
  return to === undefined || to === "" ? {} : { return_to: to }
}
