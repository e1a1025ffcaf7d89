"use server"

import { z } from "zod"
import { formAction } from "@/lib/core/forms/form-action"
import { endOtherSessions, endOwnSession } from "@/lib/sessions/me"
import { OneSession } from "./schema"

export const endOne = formAction({
  permission: "self",
  body: OneSession,
  run: ({ me, input }) => endOwnSession(me, input.session_id),
  done: (t) => t("profile.sessions.ended"),
})

export const endOthers = formAction({
  permission: "self",
  body: z.strictObject({}),
  run: ({ me }) => endOtherSessions(me),
  done: (t) => t("profile.sessions.endedOthers"),
})
