"use server"

import { z } from "zod"
import { resendVerification } from "@/lib/auth/verification"
import { formAction } from "@/lib/core/forms/form-action"
import { changePassword, updateMe } from "@/lib/users/service"
import { Details, PasswordChange } from "./schema"

export const saveDetails = formAction({
  permission: "self",
  body: Details,
  run: ({ me, input }) => updateMe(me, input),
  done: (t) => t("profile.saved"),
})

export const savePassword = formAction({
  permission: "self",
  body: PasswordChange,
  run: ({ me, input }) => changePassword(me, input),
  done: (t) => t("profile.password.done"),
})

export const sendVerification = formAction({
  permission: "self",
  body: z.strictObject({}),
  run: ({ me }) => resendVerification(me.email),
  done: (t) => t("profile.resent"),
})
