import { z } from "zod"
import { Id, Password } from "@/lib/core/schema"
import { InviteTarget, NewInvite } from "@/lib/invites/schema"

/** Before what gives more than was: the password, where the form asks for it. */
const password = Password.optional()

export const InviteForm = NewInvite.extend({ password })
export const OneInvite = InviteTarget
export const Resending = InviteTarget.extend({ password })

/** Some invitations, each for itself; at most so many a request, so that there is progress to see. */
export const SomeInvites = z.strictObject({ invites: z.array(Id).min(1).max(25), password })
