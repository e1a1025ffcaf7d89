import { z } from "zod"
import { resetPassword } from "@/lib/auth/password"
import { PasswordReset } from "@/lib/auth/schema"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Set a new password by a mailed link",
  description: "Ends every session of the user.",
  body: PasswordReset,
  result: z.object({ email: z.string(), api_keys: z.array(z.object({ id: z.string(), name: z.string() })) }),
  errors: ["not_found", "token_expired"],
  run: ({ body }) => resetPassword(body),
})
