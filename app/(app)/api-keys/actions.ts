"use server"

import { z } from "zod"
import { deleteApiKey } from "@/lib/api-keys/service"
import { formAction } from "@/lib/forms/form-action"
import { Id } from "@/lib/schema"

export const revokeKey = formAction({
  permission: "api_keys:write",
  body: z.strictObject({ id: Id }),
  run: ({ actor, input }) => deleteApiKey(actor, input.id),
  done: "Revoked. What used this key is refused from now on.",
})
