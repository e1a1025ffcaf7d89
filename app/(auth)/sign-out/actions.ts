"use server"

import { address } from "@/components/search-params"
import { signOutAct } from "@/lib/auth/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"
import { Leave } from "@/lib/oidc/schema"

export const signOutAltogether = formAction(signOutAct, {
  fields: Leave,
  given: () => ({ body: {} }),
  around: async (act) => {
    await act()
    await clearSessionCookie()
  },
  goTo: (_, { to }) => address("/sign-out", { to, done: "1" }),
})
