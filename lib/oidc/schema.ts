import { z } from "zod"
import { SecondFactorCode } from "../auth/schema"
import { Id, Password } from "../core/schema"

const uid = z.string().regex(/^[\w-]{10,64}$/)

/** An authorization request, and what its person has chosen. */
export const Continuation = z.strictObject({ uid, organization: Id.optional() })

/** An authorization request, as the browser that made it names it. */
export const RequestOfBrowser = z.strictObject({ uid, cookie: z.string().max(200) })

export const ContinuationOfBrowser = RequestOfBrowser.extend({ organization: Id.optional() })

export const OneRequest = z.strictObject({ uid })

/** A device without a browser, by the code that it shows. */
export const DeviceOfPerson = z.strictObject({ user_code: z.string().min(1).max(40), organization: Id.optional() })
export const OneDevice = DeviceOfPerson.pick({ user_code: true })
export const DeviceAllowance = DeviceOfPerson.extend({ password: Password.optional() })

/** All that a person signs in with, because the application asks for it again. */
export const AllFactors = z.strictObject({ password: Password, code: SecondFactorCode.optional() })

export const FreshProof = AllFactors.extend({ uid })

/** Where someone goes on who has signed out, sealed by us. */
export const Leave = z.strictObject({ to: z.string().max(4000).optional() })
