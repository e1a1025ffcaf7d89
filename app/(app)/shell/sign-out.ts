"use server"

import { z } from "zod"
import { signOutAct } from "@/lib/auth/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"

export const signOutHere = formAction(signOutAct, {
  fields: z.strictObject({}),
  around: async (act) => {
    await act()
    await clearSessionCookie()
  },
  goTo: () => "/login?done=signed-out",
})
