import { z } from "zod"
import { Id, Password } from "@/lib/core/schema"
import { InviteTarget, NewInvite } from "@/lib/invites/schema"

/** The password, for changes that grant more, if the form asks for it. */
const password = Password.optional()

export const InviteForm = NewInvite.extend({ password })
export const OneInvite = InviteTarget
export const Resending = InviteTarget.extend({ password })

/** Several invitations, each on its own; limited per request, so that there is progress to show. */
export const SomeInvites = z.strictObject({ invites: z.array(Id).min(1).max(25), password })
