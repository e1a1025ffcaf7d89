import { z } from "zod"
import { FirstCode } from "@/lib/second-factor/schema"

const next = z.string().optional()

/** A code, and the page to go to afterwards. */
export const StepUp = FirstCode.extend({ next })

/** The page to go to after a new sign-in. */
export const Again = z.strictObject({ next })
