"use server"

import { requestPasswordReset } from "@/lib/auth/password"
import { Address } from "@/lib/auth/schema"
import { formAction } from "@/lib/forms/form-action"

export const mailResetLink = formAction({
  permission: "public",
  body: Address,
  run: ({ input }) => requestPasswordReset(input.email),
  done: "If there is an account with this address, a link is on its way. It works for an hour.",
})
