import { z } from "zod"
import { resetPasswordAct } from "@/lib/auth/acts"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(resetPasswordAct, {
  operationId: "resetPassword",
  summary: "Reset the password with an emailed link",
  description: "Ends all of the user's sessions.",
  result: z.object({
    email: z.string(),
    api_keys: z.array(z.object({ id: z.string(), name: z.string() })),
    identities: z.array(z.object({ id: z.string(), provider: z.string(), label: z.string() })),
  }),
})
