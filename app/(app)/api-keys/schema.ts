import { z } from "zod"
import { NewApiKey, Rotation } from "@/lib/api-keys/schema"
import { Id, Password } from "@/lib/core/schema"

const password = Password.optional()

/** Lifetimes of a key, in days. */
export const lifetimes = ["30", "90", "365", "never"] as const

/** The API's new key, with expiry and scope selected from lists. */
export const KeyForm = NewApiKey.omit({ expires_at: true, tenant_wide: true }).extend({
  lifetime: z.enum(lifetimes),
  reach: z.enum(["organization", "tenant"]).default("organization"),
  password,
})

export const RotationForm = Rotation.extend({ key_id: Id, password })
export const RevocationForm = z.strictObject({ key_id: Id, password })
