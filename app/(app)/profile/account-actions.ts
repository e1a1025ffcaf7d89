"use server"

import { formAction } from "@/lib/forms/form-action"
import { clearSessionCookie } from "@/lib/nextauth"
import { closeOwnAccount } from "@/lib/users/close"
import { requestEmailChange } from "@/lib/users/email"
import { EmailChange, PasswordProof } from "./schema"

export const changeAddress = formAction({
  permission: "self",
  body: EmailChange,
  run: ({ me, input }) => requestEmailChange(me, input),
  done: (t) => t("profile.address.done"),
})

export const closeAccount = formAction({
  permission: "self",
  body: PasswordProof,
  run: async ({ me, input }) => {
    await closeOwnAccount(me, input.password)
    await clearSessionCookie()
  },
  goTo: () => "/login?done=closed",
})
