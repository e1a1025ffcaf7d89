"use server"

import { refresh } from "next/cache"
import { EmailChange } from "@/lib/accounts/schema"
import { isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"
import { cancelEmailChangeAct, changeEmailAct, closeAccountAct } from "@/lib/users/acts"
import { Closing, Nothing } from "./schema"

export const changeAddress = formAction(changeEmailAct, {
  fields: EmailChange,
  given: (body) => ({ body }),
  around: async (act, { input }) => {
    await act()
    return input.email
  },
  done: (t, email) => t("profile.address.done", { email }),
})

export const cancelAddress = formAction(cancelEmailChangeAct, {
  fields: Nothing,
  done: (t) => t("profile.address.cancelled"),
})

/** Shows the dependents on the page, which may have changed since it was rendered. */
function showDependents(error: unknown): never {
  if (isAppError(error) && error.code === "last_admin") refresh()
  throw error
}

export const closeAccount = formAction(closeAccountAct, {
  fields: Closing,
  around: async (act) => {
    await act().catch(showDependents)
    await clearSessionCookie()
  },
  goTo: () => "/login?done=closed",
})
