import { z } from "zod"
import { CodeAnswer, CodeLink, CodeRequest, Credentials, SecondFactorAnswer } from "@/lib/auth/schema"

const next = z.string().optional()

/** The API's sign-in, and the page to go to afterwards. */
export const Login = Credentials.omit({ organization_id: true }).extend({ next })

/** The API's second step; its challenge is in a cookie. */
export const Code = SecondFactorAnswer.omit({ challenge: true }).extend({ next, remember: z.literal("on").optional() })

/** Where to email a code. */
export const AskedAddress = CodeRequest.omit({ organization_id: true }).extend({ next })

/** The same, whatever was typed. */
export const TypedAddress = z.strictObject({ email: z.string().max(1024), next })

/** Asks for another code at the same address. */
export const AskedAgain = AskedAddress.omit({ email: true })

/** The code of an email; its challenge is in a cookie. */
export const EmailedCode = CodeAnswer.omit({ challenge: true }).extend({ next })

/** The link of an email; the challenge is in a cookie. */
export const EmailedLink = CodeLink.omit({ challenge: true })
