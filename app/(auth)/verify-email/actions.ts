"use server"

import { Address, LinkToken } from "@/lib/auth/schema"
import { resendVerification, verifyEmail } from "@/lib/auth/verification"
import { formAction } from "@/lib/forms/form-action"

export const verifyAddress = formAction({
  permission: "public",
  body: LinkToken,
  run: async ({ me, input }) => {
    const { email } = await verifyEmail(input.token)
    return me?.email === email
  },
  goTo: (signedIn) => (signedIn ? "/profile?done=verified" : "/login?done=verified"),
})

export const sendLinkAgain = formAction({
  permission: "public",
  body: Address,
  run: ({ input }) => resendVerification(input.email),
  done: (t) => t("links.verify.resent"),
})
