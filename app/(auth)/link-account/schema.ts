import { z } from "zod"
import { Password } from "@/lib/core/schema"

/** The password, if the form asks for it. */
export const OnlyProof = z.strictObject({ password: Password.optional() })
