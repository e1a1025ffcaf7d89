"use server"

import { z } from "zod"
import { resendVerification } from "@/lib/auth/verification"
import { formAction } from "@/lib/forms/form-action"
import { changePassword, updateMe } from "@/lib/users/service"
import { Details, PasswordChange } from "./schema"

export const saveDetails = formAction({
  permission: "self",
  body: Details,
  run: ({ me, input }) => updateMe(me, input),
  done: "Saved.",
})

export const savePassword = formAction({
  permission: "self",
  body: PasswordChange,
  run: ({ me, input }) => changePassword(me, input),
  done: "Your password is changed. All your other sessions were signed out.",
})

export const sendVerification = formAction({
  permission: "self",
  body: z.strictObject({}),
  run: ({ me }) => resendVerification(me.email),
  done: "A new link is on its way. Only the newest one works.",
})
