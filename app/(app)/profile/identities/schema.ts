import { z } from "zod"
import { Password } from "@/lib/core/schema"
import { IdentityTarget, ProviderName } from "@/lib/identities/schema"
import { StrongProof } from "@/lib/second-factor/schema"

/** The service to link an account of, and the password, if the form asks for it. */
export const OneProvider = z.strictObject({ provider: ProviderName, password: Password.optional() })

/** Which account to unlink, and the proof, if the form asks for it. */
export const OneIdentity = IdentityTarget.extend(StrongProof.shape)
