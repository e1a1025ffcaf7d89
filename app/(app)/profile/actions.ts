"use server"

import { PasswordChange } from "@/lib/accounts/schema"
import { formAction } from "@/lib/core/forms/form-action"
import { changePasswordAct, updateMeAct } from "@/lib/users/acts"
import { Details } from "./schema"

export const saveDetails = formAction(updateMeAct, {
  fields: Details,
  done: (t) => t("profile.saved"),
})

export const savePassword = formAction(changePasswordAct, {
  fields: PasswordChange,
  done: (t) => t("profile.password.done"),
})
