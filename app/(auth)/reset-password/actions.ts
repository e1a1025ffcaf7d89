"use server"

import { continueTo } from "@/app/(auth)/continue/continue-to"
import { onward } from "@/app/(auth)/continue/schema"
import { resetPasswordAct } from "@/lib/auth/acts"
import { PasswordReset } from "@/lib/auth/schema"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"

export const chooseNewPassword = formAction(resetPasswordAct, {
  fields: PasswordReset.extend(onward),
  around: async (act, { me }) => {
    const done = await act()
    if (me?.email === done.email) await clearSessionCookie()
    return done
  },
  // API keys keep working, so people who created some stay on the page to review them.
  goTo: async ({ email, api_keys }, { to }) =>
    api_keys.length > 0
      ? undefined
      : ((await continueTo(to, "reset")) ?? `/login?done=password-reset&email=${encodeURIComponent(email)}`),
  once: ({ api_keys }) => api_keys.map(({ name }) => name),
})
