import { z } from "zod"
import { resetPasswordAct } from "@/lib/auth/acts"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(resetPasswordAct, {
  summary: "Set a new password by a mailed link",
  description: "Ends every session of the user.",
  result: z.object({ email: z.string(), api_keys: z.array(z.object({ id: z.string(), name: z.string() })) }),
})
