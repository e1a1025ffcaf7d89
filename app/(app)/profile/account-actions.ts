"use server"

import { refresh } from "next/cache"
import { isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"
import { closeOwnAccount } from "@/lib/users/close"
import { requestEmailChange } from "@/lib/users/email"
import { Closing, EmailChange } from "./schema"

export const changeAddress = formAction({
  permission: "self",
  body: EmailChange,
  run: ({ me, input }) => requestEmailChange(me, input),
  done: (t) => t("profile.address.done"),
})

/** What depends on the account is on the page, which may be older than what the service has just found. */
function showDependents(error: unknown): never {
  if (isAppError(error) && error.code === "last_admin") refresh()
  throw error
}

export const closeAccount = formAction({
  permission: "self",
  body: Closing,
  run: async ({ me, input }) => {
    await closeOwnAccount(me, input.password, input.delete_organizations).catch(showDependents)
    await clearSessionCookie()
  },
  goTo: () => "/login?done=closed",
})
