"use server"

import { requestPasswordReset } from "@/lib/auth/password"
import { Address } from "@/lib/auth/schema"
import { formAction } from "@/lib/core/forms/form-action"

export const mailResetLink = formAction({
  permission: "public",
  body: Address,
  run: ({ input }) => requestPasswordReset(input.email),
  done: (t) => t("links.forgot.done"),
})
