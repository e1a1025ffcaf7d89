"use server"

import { PasswordChange } from "@/lib/accounts/schema"
import { resendVerificationAct } from "@/lib/auth/acts"
import { sessionEnded } from "@/lib/core/forms/admit-sender"
import { formAction } from "@/lib/core/forms/form-action"
import { changePasswordAct, updateMeAct } from "@/lib/users/acts"
import { Details, Nothing } from "./schema"

export const saveDetails = formAction(updateMeAct, {
  fields: Details,
  done: (t) => t("profile.saved"),
})

export const savePassword = formAction(changePasswordAct, {
  fields: PasswordChange,
  done: (t) => t("profile.password.done"),
})

export const sendVerification = formAction(resendVerificationAct, {
  fields: Nothing,
  given: (_, { me }) => {
    if (!me) throw sessionEnded()
    return { body: { email: me.email } }
  },
  done: (t) => t("profile.resent"),
})
