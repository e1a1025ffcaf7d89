"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { revokeOwnGrantAct } from "@/lib/grants/acts"
import { OneGrant } from "./schema"

export const disconnect = formAction(revokeOwnGrantAct, {
  fields: OneGrant,
  done: (t) => t("profile.apps.disconnected"),
})
