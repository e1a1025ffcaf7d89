import { z } from "zod"
import { PasswordReset } from "@/lib/auth/schema"
import { resetPassword } from "@/lib/auth/service"
import { publicEndpoint } from "@/lib/endpoint"

export const POST = publicEndpoint({
  summary: "Set a new password by a mailed link",
  description: "Ends every session of the user.",
  body: PasswordReset,
  result: z.object({ email: z.string() }),
  errors: ["not_found", "token_expired"],
  run: ({ body }) => resetPassword(body),
})
