"use server"

import { z } from "zod"
import { resendVerificationAct } from "@/lib/auth/acts"
import { sessionEnded } from "@/lib/core/forms/admit-sender"
import { formAction } from "@/lib/core/forms/form-action"

export const sendVerification = formAction(resendVerificationAct, {
  fields: z.strictObject({}),
  given: (_, { me }) => {
    if (!me) throw sessionEnded()
    return { body: { email: me.email } }
  },
  done: (t) => t("shell.unverified.sent"),
})
