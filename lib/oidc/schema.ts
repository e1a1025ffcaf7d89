import { z } from "zod"
import { Id, Password } from "../core/schema"

const uid = z.string().regex(/^[\w-]{10,64}$/)

/** An authorization request, and what its person has chosen. */
export const Continuation = z.strictObject({ uid, organization: Id.optional() })

/** An authorization request, as the browser that made it names it. */
export const RequestOfBrowser = z.strictObject({ uid, cookie: z.string().max(200) })

export const ContinuationOfBrowser = RequestOfBrowser.extend({ organization: Id.optional() })

export const OneRequest = z.strictObject({ uid })

/** The password again, because the application asks for it. */
export const FreshProof = z.strictObject({ uid, password: Password })

export const ProofOnly = z.strictObject({ password: Password })

/** Where somebody goes on who has signed out, sealed by us. */
export const Leave = z.strictObject({ to: z.string().max(4000).optional() })
