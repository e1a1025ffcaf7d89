import { z } from "zod"
import { SecondFactorCode } from "@/lib/auth/schema"
import { Id, Password } from "@/lib/core/schema"
import { AccountClosing, EmailChange, MePatch, PasswordChange, PasswordProof } from "@/lib/users/schema"

/** The API's change of one's own profile; in the form a name cannot be left out. */
export const Details = MePatch.required({ name: true })

/** Before what is dangerous: the password, where the form asks for it. */
export const Proof = z.strictObject({ password: Password.optional() })

/** The API's closing of an account; the form names what is deleted with it, never "all". */
export const Closing = AccountClosing.extend({ delete_organizations: z.array(Id).optional() })

/** The first code of a new second factor. */
export const FirstCode = Proof.extend({ code: SecondFactorCode })

export const OneSession = z.strictObject({ session_id: Id })
export const OneOrganization = z.strictObject({ organization_id: Id })

export { EmailChange, PasswordChange, PasswordProof }
