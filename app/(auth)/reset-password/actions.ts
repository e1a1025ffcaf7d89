"use server"

import { resetPassword } from "@/lib/auth/password"
import { PasswordReset } from "@/lib/auth/schema"
import { formAction } from "@/lib/forms/form-action"
import { clearSessionCookie } from "@/lib/nextauth"

export const chooseNewPassword = formAction({
  permission: "public",
  body: PasswordReset,
  run: async ({ me, input }) => {
    const { email } = await resetPassword(input)
    if (me?.email === email) await clearSessionCookie()
    return email
  },
  goTo: (email) => `/login?done=password-reset&email=${encodeURIComponent(email)}`,
})
