"use server"

import { signIn } from "@/lib/auth/service"
import { formAction } from "@/lib/forms/form-action"
import { safeNext } from "@/lib/forms/safe-next"
import { writeSessionCookie } from "@/lib/nextauth"
import { Login } from "./schema"

export const login = formAction({
  permission: "public",
  body: Login,
  run: async ({ input: { email, password } }) => writeSessionCookie(await signIn({ email, password }, "browser")),
  goTo: (_, { next }) => safeNext(next),
})
