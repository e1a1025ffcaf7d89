"use server"

import { Address, Verification } from "@/lib/auth/schema"
import { decideVerification, lookAtVerification, resendVerification } from "@/lib/auth/verification"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"

export const decide = formAction({
  permission: "public",
  body: Verification,
  run: async ({ me, input: { token, decision } }) => {
    const { change } = await lookAtVerification(token)
    const { email, email_verified } = await decideVerification(token, decision)
    const mine = me?.email === email
    if (email_verified) return mine ? "/profile?done=verified" : "/login?done=verified"
    if (mine) await clearSessionCookie()
    return `/verify-email?done=${change ? "change-refused" : "refused"}`
  },
  goTo: (path) => path,
})

export const sendLinkAgain = formAction({
  permission: "public",
  body: Address,
  run: ({ input }) => resendVerification(input.email),
  done: (t) => t("links.verify.resent"),
})
