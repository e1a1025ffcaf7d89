import { z } from "zod"
import { AccountClosing, MePatch } from "@/lib/accounts/schema"
import { Id, Password } from "@/lib/core/schema"
import { GrantTarget } from "@/lib/grants/schema"
import { FirstCode as ApiFirstCode } from "@/lib/second-factor/schema"
import { SessionTarget } from "@/lib/sessions/schema"
import { MemberTarget } from "@/lib/users/schema"

/** The API's change of one's own profile; the form always sends the name. */
export const Details = MePatch.required({ name: true })

/** The password, before sensitive changes, if the form asks for it. */
export const Proof = z.strictObject({ password: Password.optional() })

/** The start of the setup of two-factor authentication, and the page to go to afterwards. */
export const SetUp = Proof.extend({ next: z.string().optional() })

/** The API's closing of an account; the form lists what is deleted with it, never "all". */
export const Closing = AccountClosing.extend({ delete_organizations: z.array(Id).optional() })

/** The first code when two-factor authentication is turned on. */
export const FirstCode = ApiFirstCode.extend({ password: Password.optional() })

export const OneSession = SessionTarget

export const OneGrant = GrantTarget

/** Leaving is removing oneself. */
export const OneOrganization = MemberTarget.extend({ organization_id: Id })

/** A form with only a button. */
export const Nothing = z.strictObject({})
