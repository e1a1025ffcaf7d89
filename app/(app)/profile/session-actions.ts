"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { endOtherSessionsAct, endSessionAct } from "@/lib/sessions/acts"
import { Nothing, OneSession } from "./schema"

export const endOne = formAction(endSessionAct, {
  fields: OneSession,
  done: (t) => t("profile.sessions.ended"),
})

export const endOthers = formAction(endOtherSessionsAct, {
  fields: Nothing,
  done: (t) => t("profile.sessions.endedOthers"),
})
