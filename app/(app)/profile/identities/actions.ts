"use server"

import { keepToken } from "@/app/(auth)/login/with/cookies"
import { formAction } from "@/lib/core/forms/form-action"
import { beginLinkAct, unlinkIdentityAct } from "@/lib/identities/acts"
import { OneIdentity, OneProvider } from "./schema"

export const beginLink = formAction(beginLinkAct, {
  fields: OneProvider,
  around: async (act) => keepToken("request", await act()),
  goTo: () => "/login/onward",
})

export const unlink = formAction(unlinkIdentityAct, {
  fields: OneIdentity,
  done: (t) => t("identities.unlinked"),
})
