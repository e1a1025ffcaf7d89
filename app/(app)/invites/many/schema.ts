import { z } from "zod"
import { Password } from "@/lib/core/schema"

const Rows = z
  .string()
  .max(1_000_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: "custom", input: text })
      return z.NEVER
    }
  })
  .pipe(
    z
      .array(z.looseObject({ id: z.string().max(20) }))
      .min(1)
      .max(100),
  )

/** Rows of the API's bulk invite, each with an ID of the page; `planned` emails are sent before these. */
export const ManyInvites = z.strictObject({
  rows: Rows,
  planned: z.int().min(0).max(1000).default(0),
  password: Password.optional(),
})
