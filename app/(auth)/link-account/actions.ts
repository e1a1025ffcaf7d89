"use server"

import { address } from "@/components/search-params"
import { formAction } from "@/lib/core/forms/form-action"
import { linkWaitingAct } from "@/lib/identities/acts"
import { isIdentityProblem } from "@/lib/identities/problem"
import { dropToken, readToken } from "../login/with/cookies"
import { OnlyProof } from "./schema"

export const linkIt = formAction(linkWaitingAct, {
  fields: OnlyProof,
  given: async ({ password }) => ({ password, body: { token: (await readToken("waiting")) ?? "" } }),
  around: async (act) => {
    try {
      await act()
      await dropToken("waiting")
      return undefined
    } catch (error) {
      if (isIdentityProblem(error)) return error.problem
      throw error
    }
  },
  goTo: (problem) => address("/profile/security", problem ? { problem } : { done: "identity-linked" }),
})
