"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { linkWaitingAct } from "@/lib/identities/acts"
import { dropToken, readToken } from "../login/with/cookies"
import { OnlyProof } from "./schema"

export const linkIt = formAction(linkWaitingAct, {
  fields: OnlyProof,
  given: async ({ password }) => ({ password, body: { token: (await readToken("waiting")) ?? "" } }),
  around: async (act) => {
    await act()
    await dropToken("waiting")
  },
  goTo: () => "/profile/security?done=identity-linked",
})
