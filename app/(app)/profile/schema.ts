import { z } from "zod"
import { SecondFactorCode } from "@/lib/auth/schema"
import { Id, Password } from "@/lib/schema"
import { EmailChange, MePatch, PasswordChange, PasswordProof } from "@/lib/users/schema"

/** The API's change of one's own profile; in the form a name cannot be left out. */
export const Details = MePatch.required({ name: true })

/** Before what is dangerous: the password, where the form asks for it. */
export const Proof = z.strictObject({ password: Password.optional() })

/** The first code of a new second factor. */
export const FirstCode = Proof.extend({ code: SecondFactorCode })

export const OneSession = z.strictObject({ session_id: Id })
export const OneOrganization = z.strictObject({ organization_id: Id })

export { EmailChange, PasswordChange, PasswordProof }
