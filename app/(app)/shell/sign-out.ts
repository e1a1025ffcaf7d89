"use server"

import { z } from "zod"
import { signOut } from "@/lib/auth/service"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie } from "@/lib/core/identity/nextauth"

export const signOutHere = formAction({
  permission: "public",
  body: z.strictObject({}),
  run: async ({ me }) => {
    if (me) await signOut({ userId: me.userId, sessionId: me.sessionId })
    await clearSessionCookie()
  },
  goTo: () => "/login?done=signed-out",
})
