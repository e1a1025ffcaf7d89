import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { changePasswordAct } from "@/lib/users/acts"

export const PUT = endpoint(changePasswordAct, {
  operationId: "changePassword",
  summary: "Change the current user's password",
  description: "Ends the user's other sessions.",
  result: z.object({ changed: z.literal(true) }),
  answer: () => ({ changed: true as const }),
})
