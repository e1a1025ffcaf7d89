import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { PasswordChange } from "@/lib/users/schema"
import { changePassword } from "@/lib/users/service"

export const PUT = endpoint({
  summary: "Change the current user's password",
  description: "Ends the other sessions; this one goes on.",
  permission: "self",
  body: PasswordChange,
  result: z.object({ changed: z.literal(true) }),
  run: async ({ actor, body }) => {
    await changePassword(actor, body)
    return { changed: true as const }
  },
})
