"use server"

import { address } from "@/components/search-params"
import { signOutAct } from "@/lib/auth/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { safeNext } from "@/lib/core/forms/safe-next"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"
import { stepUpAct } from "@/lib/second-factor/acts"
import { Again, StepUp } from "./schema"

export const enterCode = formAction(stepUpAct, {
  fields: StepUp,
  given: ({ code }) => ({ body: { code } }),
  goTo: (_, { next }) => safeNext(next),
})

export const signInAgain = formAction(signOutAct, {
  fields: Again,
  given: () => ({ body: {} }),
  around: async (act) => {
    await act()
    await clearSessionCookie()
  },
  goTo: (_, { next }) => address("/login", { next: safeNext(next, "") }),
})
