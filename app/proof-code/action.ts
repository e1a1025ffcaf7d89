"use server"

import { z } from "zod"
import { formAction } from "@/lib/core/forms/form-action"
import { sendProofCodeAct } from "@/lib/users/acts"

export const emailProofCode = formAction(sendProofCodeAct, {
  fields: z.strictObject({}),
  done: (t) => t("proofCode.sent"),
})
