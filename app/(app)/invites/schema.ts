import { Password } from "@/lib/core/schema"
import { InviteTarget, NewInvite } from "@/lib/invites/schema"

/** Before what gives more than was: the password, where the form asks for it. */
const password = Password.optional()

export const InviteForm = NewInvite.extend({ password })
export const OneInvite = InviteTarget
export const Resending = InviteTarget.extend({ password })
