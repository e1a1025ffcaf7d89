"use server"

import { signOutAct } from "@/lib/auth/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"
import { authenticateAgainAct, cancelRequestAct, continueRequestAct } from "@/lib/oidc/acts"
import { Continuation, FreshProof, OneRequest } from "@/lib/oidc/schema"
import { requestCookie } from "./request-cookie"

export const goOn = formAction(continueRequestAct, {
  fields: Continuation,
  given: async (input) => ({ body: { ...input, cookie: await requestCookie() } }),
  goTo: (path) => path,
})

export const cancel = formAction(cancelRequestAct, {
  fields: OneRequest,
  given: async (input) => ({ body: { ...input, cookie: await requestCookie() } }),
  goTo: (path) => path,
})

export const prove = formAction(authenticateAgainAct, {
  fields: FreshProof,
  given: ({ password, code }) => ({ body: { password, code } }),
  goTo: (_, { uid }) => `/authorize/${uid}`,
})

export const useAnotherAccount = formAction(signOutAct, {
  fields: OneRequest,
  given: () => ({ body: {} }),
  around: async (act) => {
    await act()
    await clearSessionCookie()
  },
  goTo: (_, { uid }) => `/authorize/${uid}`,
})
