"use server"

import { landing } from "@/app/(app)/shell/landing"
import { continueTo } from "@/app/(auth)/continue/continue-to"
import { onward } from "@/app/(auth)/continue/schema"
import { decideVerificationAct, resendVerificationAct } from "@/lib/auth/acts"
import { Address, Verification } from "@/lib/auth/schema"
import { lookAtVerification } from "@/lib/auth/verification"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"

export const decide = formAction(decideVerificationAct, {
  fields: Verification.extend(onward),
  around: async (act, { input, me }) => {
    const { change } = await lookAtVerification(input.token)
    const { email, email_verified } = await act()
    const mine = me?.email === email
    const on = email_verified ? await continueTo(input.to, "verified") : null
    if (on) return on
    if (email_verified) return me && mine ? landing(me, { done: "verified" }) : "/login?done=verified"
    if (mine) await clearSessionCookie()
    return `/verify-email?done=${change ? "change-refused" : "refused"}`
  },
  goTo: (path) => path,
})

export const sendLinkAgain = formAction(resendVerificationAct, {
  fields: Address,
  done: (t) => t("links.verify.resent"),
})
