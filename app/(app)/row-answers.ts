import "server-only"
import type { z } from "zod"
import { failure } from "@/lib/core/forms/failure"
import type { RowAnswer } from "@/lib/core/forms/form-state"
import type { Outcome } from "@/lib/core/outcome"

/** Returns the result of each row of a form that acts on many, in the order they were sent. */
export const rowAnswers = (
  ids: readonly string[],
  outcomes: readonly Outcome<unknown>[],
  fields: z.ZodObject,
): Promise<RowAnswer[]> =>
  Promise.all(
    ids.map(async (id, i) => {
      const outcome = outcomes[i]
      if (!outcome || "value" in outcome) return { id, ok: Boolean(outcome) }
      const { code, message } = await failure(outcome.error, fields)
      return { id, ok: false, code, message }
    }),
  )
