"use server"

import { requestPasswordResetAct } from "@/lib/auth/acts"
import { Address, ProofOfWork } from "@/lib/auth/schema"
import { formAction } from "@/lib/core/forms/form-action"

export const mailResetLink = formAction(requestPasswordResetAct, {
  fields: Address.extend({ proof_of_work: ProofOfWork }),
  done: (t) => t("links.forgot.done"),
})
