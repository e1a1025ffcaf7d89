"use server"

import { landing } from "@/app/(app)/shell/landing"
import { signOutAct } from "@/lib/auth/acts"
import { sessionEnded } from "@/lib/core/forms/admit-sender"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"
import { acceptTermsAct } from "@/lib/terms/acts"
import { Accepting, Leaving } from "./schema"

export const accept = formAction(acceptTermsAct, {
  fields: Accepting,
  given: ({ version }) => ({ body: { version } }),
  around: async (act, { input, me }) => {
    if (!me) throw sessionEnded()
    await act()
    return landing(me, { next: input.next })
  },
  goTo: (path) => path,
})

export const leave = formAction(signOutAct, {
  fields: Leaving,
  given: () => ({ body: {} }),
  around: async (act) => {
    await act()
    await clearSessionCookie()
  },
  goTo: () => "/login",
})
