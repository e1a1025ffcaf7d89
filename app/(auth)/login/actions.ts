"use server"

import { signInAct } from "@/lib/auth/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { afterFirstFactor, enter } from "./enter"
import { Login } from "./schema"

export const login = formAction(signInAct, {
  fields: Login,
  around: enter,
  goTo: (session, { next }) => afterFirstFactor(session, next),
})
