import { z } from "zod"
import { TermsAcceptance } from "@/lib/terms/schema"

/** The API's acceptance, and where to go afterwards. */
export const Accepting = TermsAcceptance.extend({ next: z.string().optional() })

export const Leaving = z.strictObject({})
