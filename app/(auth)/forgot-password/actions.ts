"use server"

import { requestPasswordResetAct } from "@/lib/auth/acts"
import { Address } from "@/lib/auth/schema"
import { formAction } from "@/lib/core/forms/form-action"

export const mailResetLink = formAction(requestPasswordResetAct, {
  fields: Address,
  done: (t) => t("links.forgot.done"),
})
