"use server"

import { landing } from "@/app/(app)/shell/landing"
import { address } from "@/components/search-params"
import { formAction } from "@/lib/core/forms/form-action"
import { currentUser } from "@/lib/core/identity/page-session"
import { linkWaitingAct } from "@/lib/identities/acts"
import { isIdentityProblem } from "@/lib/identities/problem"
import { dropToken, readToken } from "../login/with/cookies"
import { OnlyProof } from "./schema"

const done = "identity-linked"

export const linkIt = formAction(linkWaitingAct, {
  fields: OnlyProof,
  given: async ({ password }) => ({ password, body: { token: (await readToken("waiting")) ?? "" } }),
  around: async (act) => {
    try {
      const next = await act()
      await dropToken("waiting")
      return { next }
    } catch (error) {
      if (isIdentityProblem(error)) return { problem: error.problem }
      throw error
    }
  },
  goTo: async (result) => {
    if ("problem" in result) return address("/profile/security", result)
    const me = result.next ? await currentUser() : null
    return me ? landing(me, { next: result.next, done }) : address("/profile/security", { done })
  },
})
