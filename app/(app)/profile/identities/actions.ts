"use server"

import { keepToken } from "@/app/(auth)/login/with/cookies"
import { address } from "@/components/search-params"
import { formAction } from "@/lib/core/forms/form-action"
import { beginLinkAct, unlinkIdentityAct } from "@/lib/identities/acts"
import { isIdentityProblem } from "@/lib/identities/problem"
import { OneIdentity, OneProvider } from "./schema"

export const beginLink = formAction(beginLinkAct, {
  fields: OneProvider,
  around: async (act) => {
    try {
      await keepToken("request", await act())
      return undefined
    } catch (error) {
      if (isIdentityProblem(error)) return error.problem
      throw error
    }
  },
  goTo: (problem) => (problem ? address("/profile/security", { problem }) : "/login/onward"),
})

export const unlink = formAction(unlinkIdentityAct, {
  fields: OneIdentity,
  // Its row, where a message would be, is gone.
  goTo: () => "/profile/security?done=identity-unlinked",
})
