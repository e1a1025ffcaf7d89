"use server"

import { Registration } from "@/lib/auth/schema"
import { register } from "@/lib/auth/service"
import { formAction } from "@/lib/core/forms/form-action"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"

export const createAccount = formAction({
  permission: "public",
  body: Registration,
  run: async ({ input }) => {
    const session = await register(input, "browser")
    if (session) await writeSessionCookie(session)
    return session
  },
  goTo: (session) => (session ? "/profile?done=registered" : "/verify-email?sent=1"),
})
