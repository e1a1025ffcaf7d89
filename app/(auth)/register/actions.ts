"use server"

import { landingAfter } from "@/app/(app)/shell/landing"
import { registerAct } from "@/lib/auth/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { assertCookies } from "@/lib/core/identity/assert-cookies"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import { RegistrationForm } from "./schema"

export const createAccount = formAction(registerAct, {
  fields: RegistrationForm,
  given: ({ next, ...body }) => ({ body }),
  around: async (act) => {
    await assertCookies()
    const session = await act()
    if (session) await writeSessionCookie(session)
    return session
  },
  goTo: (session, { next }) => (session ? landingAfter(session, { next, done: "registered" }) : "/verify-email?sent=1"),
})
