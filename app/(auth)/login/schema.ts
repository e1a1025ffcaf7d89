import { z } from "zod"
import { Credentials, SecondFactorAnswer } from "@/lib/auth/schema"

const next = z.string().optional()

/** The API's sign-in, and the page to go to afterwards. */
export const Login = Credentials.omit({ organization_id: true }).extend({ next })

/** The API's second step; its challenge is in a cookie. */
export const Code = SecondFactorAnswer.omit({ challenge: true }).extend({ next, remember: z.literal("on").optional() })
