"use server"

import { landingAfter } from "@/app/(app)/shell/landing"
import { registerAct } from "@/lib/auth/acts"
import { Registration } from "@/lib/auth/schema"
import { formAction } from "@/lib/core/forms/form-action"
import { assertCookies } from "@/lib/core/identity/assert-cookies"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"

export const createAccount = formAction(registerAct, {
  fields: Registration,
  around: async (act) => {
    await assertCookies()
    const session = await act()
    if (session) await writeSessionCookie(session)
    return session
  },
  goTo: (session) => (session ? landingAfter(session, { done: "registered" }) : "/verify-email?sent=1"),
})
