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
  done: "If the new address is free, a link is on its way there. It works for 24 hours; until then the old address counts.",
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
